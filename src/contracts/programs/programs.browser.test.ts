import { expect, test } from 'vitest'
import { METERED_QUICKJS_URL } from '../quickjs-module.ts'
import { allOutcomes } from './all-outcomes.suite.ts'
import outcomes from './outcomes.json?raw'

const frozen = JSON.parse(outcomes) as Record<string, string>
const fetchQuickJs = async () => new Uint8Array(await (await fetch(METERED_QUICKJS_URL)).arrayBuffer())

test('every program has its frozen outcome in the page', async () => {
  expect(await allOutcomes(await fetchQuickJs())).toEqual(frozen)
})

test('and in a worker', async () => {
  const worker = new Worker(new URL('./outcomes-worker.suite.ts', import.meta.url), { type: 'module' })
  const quickJs = await fetchQuickJs()
  const received = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = event => reject(new Error(event.message))
    worker.postMessage(quickJs)
  })
  worker.terminate()
  expect(received).toEqual(frozen)
})
