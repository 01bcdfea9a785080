import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { FAILURES } from '#chain/rules.ts'
import { known } from '#lib/assert.ts'
import { type BuiltBlock, TEST_GENESIS_TIME } from '#testing/chain-builder.ts'
import {
  GOLDEN_CONTRACT_NETWORK,
  goldenContracts,
  type ReceiptVector,
  receiptVector,
} from '#testing/golden/golden-contracts.ts'
import { type ChainVector, chainVector } from '#testing/golden/golden-vectors.ts'
import { openJudge } from '#testing/judge.ts'
import { readQuickJs } from './read-quickjs.suite.ts'
import { createContractRuntime } from './runtime.ts'

/**
 * The outcomes of code, frozen like the chains of chain/vectors.test.ts, which run none: gas, results, events
 * and failures. A change of one of them splits every running network, so it needs a new version of the rules
 * first; then `UPDATE_VECTORS=1` writes them anew.
 */
const FILE = new URL('../chain/vectors/contracts.json', import.meta.url)

interface ContractVector extends ChainVector {
  /** The receipts of every block from the first on. */
  readonly receipts: readonly (readonly ReceiptVector[])[]
}

let runtime: ContractRuntime
let blocks: readonly BuiltBlock[]
beforeAll(async () => {
  runtime = createContractRuntime(await readQuickJs())
  blocks = await goldenContracts(runtime)
})

const receiptsOf = ({ applied }: BuiltBlock) => known(applied, 'what it came to').receipts

function frozen(): ContractVector {
  const current = () => ({
    ...chainVector(blocks),
    receipts: blocks.slice(1).map(block => receiptsOf(block).map(receiptVector)),
  })
  if (process.env.UPDATE_VECTORS === '1') writeFileSync(FILE, `${JSON.stringify(current(), null, 2)}\n`)
  expect(existsSync(FILE)).toBe(true)
  const vector: ContractVector = JSON.parse(readFileSync(FILE, 'utf8'))
  expect(current()).toEqual(vector)
  return vector
}

test('a chain of contracts has the frozen receipts and state roots', () => {
  frozen()
})

test('a node accepts all of it and computes the same roots', async () => {
  const { tip, stateRoots } = frozen()
  const now = TEST_GENESIS_TIME + 86_400_000
  const judge = await openJudge(GOLDEN_CONTRACT_NETWORK, now, runtime)
  expect(await judge.all(blocks.slice(1))).toBe('extended')
  expect(judge.chain.tip.header.id).toBe(tip)
  expect(judge.chain.state.root()).toBe(stateRoots.at(-1))
})

test('it contains every way in which code ends, except a trap of the engine, which nobody knows how to cause', () => {
  const codes = new Set(blocks.slice(1).flatMap(block => receiptsOf(block).map(({ code }) => code)))
  const ofCode = FAILURES.slice(FAILURES.indexOf('CONTRACT_UNKNOWN'))
  expect(ofCode.filter(code => !codes.has(code))).toEqual(['CODE_TRAPPED'])
  expect(codes).toContain('')
})
