import { describe, expect, test } from 'vitest'
import { sign, TEST_GENESIS_TIME, testAccount } from '#testing/chain-builder.ts'
import { MAX_AMOUNT } from '../amount.ts'
import { intrinsicGas } from '../apply/intrinsic-gas.ts'
import { MAX_MEMO_BYTES } from '../limits.ts'
import { TRANSACTION_VERSION } from '../transaction/transaction-codec.ts'
import { DEFAULT_NETWORK } from './default-network.ts'
import { networkIdOf } from './network-id.ts'
import { DEFAULT_PRESET, PRESET_OF_CONSENSUS, PRESETS, type PresetName } from './presets.ts'

const NAMES = Object.keys(PRESETS) as PresetName[]

test('the presets are these, and every consensus has one of its own', () => {
  expect(NAMES.map(name => [name, PRESETS[name].consensus.type, PRESETS[name].consensus.spacingMs])).toEqual([
    ['classroom', 'poa', 3_000],
    ['fair', 'pos', 10_000],
    ['open', 'pow', 10_000],
    ['classic', 'pow', 30_000],
  ])
  for (const [consensus, name] of Object.entries(PRESET_OF_CONSENSUS)) {
    expect(PRESETS[name].consensus.type).toBe(consensus)
  }
})

test('the classic one is the deployment’s own network', () => {
  const { consensus, emission, limits } = DEFAULT_NETWORK
  expect(PRESETS[DEFAULT_PRESET]).toEqual({ consensus, emission, limits, premine: 0n })
  expect(NAMES.filter(name => !PRESETS[name].consensus.emptyBlocks)).toEqual(['classic'])
})

describe.each(NAMES)('%s', name => {
  const { consensus, emission, limits, premine } = PRESETS[name]

  test('a block has gas for as many transfers as it may hold', () => {
    const { gas, sizeBytes } = largestTransfer()
    expect(BigInt(limits.blockTransactions) * gas).toBeLessThanOrEqual(limits.blockGas)
    expect(limits.blockTransactions * (sizeBytes / 2)).toBeLessThanOrEqual(limits.blockBytes)
  })

  test('somebody has coins, or earns them with blocks that need no payment or can be requested', () => {
    expect(premine > 0n || emission.reward > 0n).toBe(true)
  })

  test('a century of rewards is an amount', () => {
    const century = BigInt(Math.ceil((100 * 365.25 * 86_400_000) / consensus.spacingMs))
    expect(century * emission.reward + premine).toBeLessThan(MAX_AMOUNT)
  })
})

test('the founder of a network of stake can stake', () => {
  const { consensus } = PRESETS.fair
  expect(consensus.stake).toBeGreaterThanOrEqual(consensus.minStake)
})

/** A transfer with the longest memo. */
function largestTransfer(): { gas: bigint; sizeBytes: number } {
  const tx = sign(testAccount(1), {
    version: TRANSACTION_VERSION,
    networkId: networkIdOf(DEFAULT_NETWORK),
    nonce: 4_000_000_000,
    timestamp: TEST_GENESIS_TIME,
    fee: MAX_AMOUNT as never,
    payload: {
      kind: 'transfer',
      to: testAccount(2).address,
      amount: MAX_AMOUNT as never,
      memo: 'x'.repeat(MAX_MEMO_BYTES),
    },
  })
  return { gas: intrinsicGas(tx), sizeBytes: tx.bytes.length }
}
