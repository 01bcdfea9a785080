import { describe, expect, test } from 'vitest'
import { testAccount } from '#testing/chain-builder.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import { GENESIS_BOUNDS, MAX_ALLOCATIONS, MAX_GENESIS_STAKERS, MAX_NAME_BYTES } from '../limits.ts'
import { checkGenesis } from './check-genesis.ts'
import { decodeGenesis } from './decode-genesis.ts'
import { encodeGenesis } from './encode-genesis.ts'
import type { GenesisParameters, PosParameters } from './genesis.ts'
import { networkIdOf } from './network-id.ts'

const people = Array.from({ length: MAX_GENESIS_STAKERS + 1 }, (_, n) => testAccount(n))
const network = (parameters: Partial<PosParameters> = {}, overrides: Partial<GenesisParameters> = {}) =>
  stakeNetwork({ stakes: people.slice(0, 2).map(account => [account, 20n] as const), parameters }, overrides)
const params = network()
const { stakes } = params.consensus as PosParameters
const [[first], [second]] = stakes as [PosParameters['stakes'][number], PosParameters['stakes'][number]]

const problemOf = (parameters: Partial<PosParameters>, overrides: Partial<GenesisParameters> = {}) => {
  const checked = checkGenesis(network(parameters, overrides))
  return checked.ok ? 'fine' : checked.error.message
}
const withFuture = (futureMs: number): Partial<GenesisParameters> => ({
  limits: { ...params.limits, futureMs },
})
const units = (amount: bigint) => amount as Amount

test('what is encoded decodes to the same', () => {
  expect(decodeGenesis(encodeGenesis(params))).toEqual({ ok: true, value: params })
  expect(problemOf({})).toBe('fine')
})

test('these bytes are frozen', () => {
  const fields = decode(encodeGenesis(params))
  if (!fields.ok) throw new Error(fields.error.message)
  const expected = [1n, 10_000n, 10n, 3n, 10n * COIN, 50n, 10n, true]
  expect((fields.value as CborValue[])[4]).toEqual([
    ...expected,
    [
      [first, 20n * COIN],
      [second, 20n * COIN],
    ],
  ])
})

test('a change of any parameter gives another network', () => {
  const changes: Partial<PosParameters>[] = [
    {},
    { spacingMs: 10_001 },
    { epochSlots: 11 },
    { unbondingEpochs: 4 },
    { minStake: units(1n) },
    { burnPercent: 51 },
    { reporterPercent: 11 },
    { emptyBlocks: false },
    { stakes: stakes.slice(1) },
    { stakes: [[first, units(21n * COIN)]] },
  ]
  expect(new Set(changes.map(change => networkIdOf(network(change)))).size).toBe(changes.length)
})

test('the most stakers and allocations fit in the size limit', () => {
  const rich = Array.from({ length: MAX_ALLOCATIONS }, (_, n) => testAccount(n))
  const full = stakeNetwork(
    { stakes: people.slice(1).map(account => [account, 1_000_000n] as const), rich },
    { name: 'x'.repeat(MAX_NAME_BYTES) },
  )
  expect(checkGenesis(full)).toEqual({ ok: true, value: undefined })
  expect(decodeGenesis(encodeGenesis(full))).toEqual({ ok: true, value: full })
})

describe('bytes that are not parameters', () => {
  const fields = (): CborValue[] => {
    const decoded = decode(encodeGenesis(params))
    if (!decoded.ok) throw new Error(decoded.error.message)
    return decoded.value as CborValue[]
  }
  const consensus = fields()[4] as CborValue[]
  const messageOf = (value: CborValue) => {
    const decoded = decodeGenesis(encode(fields().with(4, value)))
    return decoded.ok ? 'accepted' : decoded.error.message
  }

  test.each<[string, CborValue, string]>([
    ['a field missing', consensus.slice(0, -1), 'expected 8 fields (spacingMs, epochSlots'],
    ['a time that is text', consensus.with(1, 'soon'), 'spacingMs: expected an integer'],
    ['an epoch of bytes', consensus.with(2, Uint8Array.of(1)), 'epochSlots: expected an integer'],
    ['a least stake beyond all amounts', consensus.with(4, 2n ** 63n), 'minStake: expected an amount'],
    ['a number for yes or no', consensus.with(7, 1n), 'emptyBlocks: expected true or false'],
    ['a staker that is not a pair', consensus.with(8, [[null, 1n]]), 'stakes: 0: address: expected 32 bytes'],
    [
      'more stakers than there may be',
      consensus.with(
        8,
        people.map(({ address }) => [address, 1n]),
      ),
      `stakes: there are ${MAX_GENESIS_STAKERS + 1} items, but at most ${MAX_GENESIS_STAKERS}`,
    ],
  ])('%s', (_name, value, message) => {
    expect(messageOf(value)).toContain(message)
  })
})

describe('parameters that are not valid together', () => {
  test.each(['spacingMs', 'epochSlots', 'unbondingEpochs'] as const)('%s at its bounds and beyond', field => {
    const [min, max] = GENESIS_BOUNDS[field]
    const at = (value: number) => problemOf({ [field]: value }, withFuture(1000))
    expect(at(min)).toBe('fine')
    expect(at(max)).toBe('fine')
    expect(at(min - 1)).toContain(`${field}: ${min - 1} is not an integer from`)
    expect(at(max + 1)).toContain(`${field}: ${max + 1} is not an integer from`)
    expect(at(min + 0.5)).toContain(field)
  })

  test('a least stake of nothing', () => {
    expect(problemOf({ minStake: units(1n) })).toBe('fine')
    expect(problemOf({ minStake: units(0n) })).toContain('minStake: 0 is not an integer from 1')
  })

  test('percentages that are out of bounds, too high together, or cost a self-reporter nothing', () => {
    expect(problemOf({ burnPercent: 101 })).toContain('burnPercent: 101 is not an integer from 0 to 100')
    expect(problemOf({ burnPercent: 0.5 })).toContain('burnPercent')
    expect(problemOf({ reporterPercent: -1 })).toContain('reporterPercent: -1')
    expect(problemOf({ burnPercent: 90, reporterPercent: 10 })).toBe('fine')
    expect(problemOf({ burnPercent: 90, reporterPercent: 11 })).toContain(
      'reporterPercent: together with burnPercent, 90, it exceeds 100',
    )
    expect(problemOf({ burnPercent: 1, reporterPercent: 1 })).toBe('fine')
    expect(problemOf({ burnPercent: 50, reporterPercent: 50 })).toBe('fine')
    expect(problemOf({ burnPercent: 49, reporterPercent: 50 })).toContain(
      'burnPercent: at 49 %, a double signer that reports itself receives 50 % of its stake at once, more than is burnt; lower reporterPercent to 49',
    )
    expect(problemOf({ burnPercent: 1, reporterPercent: 99 })).toContain('burnPercent: at 1 %')
    expect(problemOf({ burnPercent: 0, reporterPercent: 99 })).toContain('burnPercent: at 0')
  })

  test('no staker, too many, too small, out of order, twice', () => {
    const many = people.map(({ address }) => [address, units(20n * COIN)] as const)
    expect(problemOf({ stakes: [] })).toContain('stakes: without a staker nobody can make the first block')
    expect(problemOf({ stakes: many })).toContain(`stakes: ${many.length} are too many`)
    expect(problemOf({ minStake: units(20n * COIN) })).toBe('fine')
    expect(problemOf({ minStake: units(20n * COIN + 1n) })).toContain('stakes: 0 is below minStake')
    expect(problemOf({ stakes: stakes.toReversed() })).toContain('stakes: 1 is not after the one before')
    const twice = [stakes[0], stakes[0]] as PosParameters['stakes']
    expect(problemOf({ stakes: twice })).toContain('stakes: 1 is not after the one before')
  })

  test('more coins than can be counted, at stake or with the allocations', () => {
    const most = (amount: bigint): PosParameters['stakes'] => [[first, units(amount)]]
    const allocated = (amount: bigint): Partial<GenesisParameters> => ({
      allocations: [[second, units(amount)]],
    })
    expect(problemOf({ stakes: most(MAX_AMOUNT) })).toBe('fine')
    expect(problemOf({ stakes: [...most(MAX_AMOUNT), [second, units(10n * COIN)]] })).toContain(
      'stakes: together they exceed',
    )
    expect(problemOf({ stakes: most(MAX_AMOUNT - 7n) }, allocated(7n))).toBe('fine')
    expect(problemOf({ stakes: most(MAX_AMOUNT - 7n) }, allocated(8n))).toContain(
      'stakes: together with the allocations they exceed',
    )
  })

  test('blocks from further ahead than a slot, or than clocks that are right', () => {
    expect(problemOf({}, withFuture(10_000))).toBe('fine')
    expect(problemOf({}, withFuture(10_001))).toContain(
      'futureMs: 10001 is longer than a slot of 10000, so that blocks from the future could take the slots of others; make it at most 10000',
    )
    // the smallest allowance is valid with any slots
    expect(problemOf({ spacingMs: 500 }, withFuture(1000))).toBe('fine')
    expect(problemOf({ spacingMs: 500 }, withFuture(1001))).toContain('make it at most 1000')
  })

  test('fewer blocks that may wait to be final than it takes to agree on the first', () => {
    const withFinality = (finalityDepth: number): Partial<GenesisParameters> => ({
      limits: { ...params.limits, finalityDepth },
    })
    const [least, most] = GENESIS_BOUNDS.signedFinalityDepth
    expect(problemOf({}, withFinality(least))).toBe('fine')
    expect(problemOf({}, withFinality(most))).toBe('fine')
    expect(problemOf({}, withFinality(least - 1))).toContain(`finalityDepth: ${least - 1} is not an integer`)
  })

  test('every problem names the parameter and the remedy', () => {
    for (const problem of [
      problemOf({ stakes: [] }),
      problemOf({ burnPercent: 0 }),
      problemOf({ reporterPercent: 50, burnPercent: 20 }),
      problemOf({ epochSlots: 0 }),
      problemOf({ minStake: units(10n ** 12n) }),
      problemOf({}, withFuture(20_000)),
    ]) {
      expect(problem).toMatch(/^network parameters: [a-zA-Z]+: .+; .+$/)
    }
  })
})
