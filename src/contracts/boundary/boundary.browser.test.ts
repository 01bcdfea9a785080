import { expect, inject, test } from 'vitest'
import { compileQuickJs, METERED_QUICKJS_URL } from '../quickjs-module.ts'
import { boundaryDigests } from './boundary-digests.suite.ts'
import frozen from './digests.json?raw'

test('programs that lie to the host have the same receipts as in Node', async () => {
  const quickJs = new Uint8Array(await (await fetch(METERED_QUICKJS_URL)).arrayBuffer())
  const digests = boundaryDigests(await compileQuickJs(quickJs), inject('isLong') ? 200 : 15)
  expect(digests).toEqual((JSON.parse(frozen) as string[]).slice(0, digests.length))
})
