import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Browser } from 'puppeteer-core'
import { launchFirefox, NO_FIREFOX, openPage } from '../../support/firefox.ts'
import { type SourceServer, startSourceServer } from '../../support/source-server.ts'

const frozen = JSON.parse(
  readFileSync(new URL('../../../src/contracts/programs/outcomes.json', import.meta.url), 'utf8'),
) as Record<string, string>

// In one worker, with one Firefox for both.
test.describe.configure({ mode: 'default' })

let firefox: Browser | undefined
let server: SourceServer
test.beforeAll(async () => {
  firefox = await launchFirefox()
  if (!firefox) console.log(NO_FIREFOX)
  server = await startSourceServer()
})
test.afterAll(async () => {
  await firefox?.close()
  await server.stop()
})

async function blankPage() {
  test.skip(firefox === undefined, NO_FIREFOX)
  const page = await openPage(firefox as Browser)
  await page.goto(server.blank)
  return page
}

test('every program has the same result, gas and error in Firefox’s page', async () => {
  const page = await blankPage()
  const outcomes = await page.evaluate(async () => {
    const from = '/src/contracts/programs/all-outcomes.suite.ts'
    const { allOutcomes } = await import(from)
    const wasm = await (await fetch('/src/contracts/quickjs.metered.wasm')).arrayBuffer()
    return allOutcomes(new Uint8Array(wasm))
  })
  expect(outcomes).toEqual(frozen)
})

test('and in its worker', async () => {
  const page = await blankPage()
  const outcomes = await page.evaluate(async () => {
    const wasm = await (await fetch('/src/contracts/quickjs.metered.wasm')).arrayBuffer()
    const worker = new Worker('/src/contracts/programs/outcomes-worker.suite.ts', { type: 'module' })
    return new Promise<unknown>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data)
      worker.onerror = event => reject(new Error(event.message))
      worker.postMessage(new Uint8Array(wasm))
    })
  })
  expect(outcomes).toEqual(frozen)
})
