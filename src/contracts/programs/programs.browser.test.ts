import { expect, test } from 'vitest'
import { compileQuickJs, METERED_QUICKJS_URL } from '../quickjs-module.ts'
import { createSandbox } from '../sandbox.ts'
import outcomes from './outcomes.json?raw'
import { PROGRAMS } from './programs.ts'
import { runProgram } from './run-program.suite.ts'

const frozen = JSON.parse(outcomes) as Record<string, string>
const fetchQuickJs = async () => new Uint8Array(await (await fetch(METERED_QUICKJS_URL)).arrayBuffer())

test('every program comes to the same in the page', { timeout: 300_000 }, async () => {
  const sandbox = createSandbox(await compileQuickJs(await fetchQuickJs()))
  expect(Object.fromEntries(PROGRAMS.map(program => [program[0], runProgram(sandbox, program)]))).toEqual(
    frozen,
  )
})

test('and in a worker', { timeout: 300_000 }, async () => {
  const worker = new Worker(new URL('./outcomes-worker.suite.ts', import.meta.url), { type: 'module' })
  const quickJs = await fetchQuickJs()
  const heard = await new Promise<readonly [string, string][]>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = event => reject(new Error(event.message))
    worker.postMessage(quickJs)
  })
  worker.terminate()
  expect(Object.fromEntries(heard)).toEqual(frozen)
})
