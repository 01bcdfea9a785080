import { describe, expect, test } from 'vitest'
import { createChainBuilder, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import {
  GENESIS_BOUNDS,
  MAX_ACTIVATIONS,
  MAX_ALLOCATIONS,
  MAX_GENESIS_BYTES,
  MAX_NAME_BYTES,
} from '../limits.ts'
import { readAccount } from '../state/account.ts'
import { checkGenesis } from './check-genesis.ts'
import { decodeGenesis } from './decode-genesis.ts'
import { DEFAULT_NETWORK } from './default-network.ts'
import { encodeGenesis } from './encode-genesis.ts'
import type { Activation, GenesisParameters, PowParameters } from './genesis.ts'
import { networkIdOf } from './network-id.ts'

const people = [testAccount(1), testAccount(2), testAccount(3)]
const params = testNetwork({}, people)

const problemOf = (overrides: Partial<GenesisParameters>) => {
  const checked = checkGenesis({ ...params, ...overrides })
  return checked.ok ? 'fine' : checked.error.message
}
const pow = (overrides: Partial<PowParameters>) => ({
  consensus: { ...(params.consensus as PowParameters), ...overrides },
})
const limits = (overrides: Partial<GenesisParameters['limits']>) => ({
  limits: { ...params.limits, ...overrides },
})

test('what is encoded decodes to the same', () => {
  expect(decodeGenesis(encodeGenesis(params))).toEqual({ ok: true, value: params })
  expect(decodeGenesis(encodeGenesis(DEFAULT_NETWORK))).toEqual({ ok: true, value: DEFAULT_NETWORK })
})

test('the default network is sensible, and frozen', () => {
  expect(checkGenesis(DEFAULT_NETWORK)).toEqual({ ok: true, value: undefined })
  expect(networkIdOf(DEFAULT_NETWORK)).toBe(
    '134cd7733e44eab2cc071a7b32f2f92d8eed2272a52c192e1ef9dcac2a407751',
  )
  expect(createChainBuilder(DEFAULT_NETWORK).genesis.header.id).toBe(
    '37989787b7b8291c35da58a8dfb5e681ec0ed1f63aa66f6a002e1f6daaa87f2f',
  )
})

test('a change of any parameter gives another network', () => {
  const changes: Partial<GenesisParameters>[] = [
    { name: 'Other' },
    { symbol: 'OTHER' },
    { timestamp: (params.timestamp + 1) as typeof params.timestamp },
    pow({ spacingMs: 10_001 }),
    pow({ halflifeMs: 600_001 }),
    pow({ maxTarget: 2n ** 256n - 2n }),
    pow({ emptyBlocks: true }),
    { emission: { reward: 1n as Amount, halvingInterval: 0 } },
    { emission: { ...params.emission, halvingInterval: 1 } },
    limits({ blockBytes: 4096 }),
    limits({ blockTransactions: 1 }),
    limits({ blockGas: 1_000_000n }),
    limits({ finalityDepth: 1 }),
    limits({ futureMs: 1000 }),
    { activations: [{ version: 2, height: 100 }] },
    { activations: [{ version: 2, height: 101 }] },
    { allocations: [] },
  ]
  const ids = [params, ...changes.map(change => ({ ...params, ...change }))].map(networkIdOf)
  expect(new Set(ids).size).toBe(changes.length + 1)
})

test('genesis holds the allocations and nothing else', () => {
  const { state, header } = createChainBuilder(params).genesis
  for (const { address } of people) {
    expect(readAccount(state, address)).toEqual({ balance: 1000n * COIN, nonce: 0 })
  }
  expect([...state.entries()].length).toBe(people.length)
  expect(header.stateRoot).toBe(state.root())
})

describe('bytes that are not parameters', () => {
  const fields = () => {
    const decoded = decode(encodeGenesis(params))
    if (!decoded.ok) throw new Error(decoded.error.message)
    return decoded.value as CborValue[]
  }
  const messageOf = (bytes: Uint8Array) => {
    const decoded = decodeGenesis(bytes)
    return decoded.ok ? 'accepted' : decoded.error.message
  }

  test.each<[string, number, CborValue, string]>([
    ['a newer version', 0, 4n, 'version 4 is newer than this app knows'],
    ['an older version', 0, 2n, 'version 2 is of networks with older rules'],
    ['a name that is not a text', 1, 5n, 'name: expected text'],
    ['an unknown consensus', 4, [77n, 1n], 'consensus: consensus 77 is unknown'],
    ['a consensus that is not a list', 4, 0n, 'consensus: expected a list'],
    ['a consensus without its fields', 4, [0n], 'consensus: expected 4 fields'],
    ['an emission with text in it', 5, ['50', 0n], 'emission: reward: expected an amount'],
    ['limits with a field too many', 6, [1n, 1n, 1n, 1n, 1n, 1n], 'limits: expected 5 fields'],
    ['gas that is not an integer', 6, [1n, 1n, 'much', 1n, 1n], 'limits: blockGas: expected an integer'],
    ['an activation without a height', 7, [[2n]], 'activations: 0: expected 2 fields'],
    [
      'more activations than are read',
      7,
      new Array<CborValue>(MAX_ACTIVATIONS + 1).fill([2n, 2n]),
      `activations: there are ${MAX_ACTIVATIONS + 1} items, but at most ${MAX_ACTIVATIONS}`,
    ],
    ['an allocation to no one', 8, [[null, 1n]], 'allocations: 0: address: expected 32 bytes'],
  ])('%s', (_name, index, value, message) => {
    expect(messageOf(encode(fields().with(index, value)))).toContain(message)
  })

  test('too many bytes, or cut short', () => {
    expect(messageOf(encode(new Uint8Array(MAX_GENESIS_BYTES)))).toContain(`at most ${MAX_GENESIS_BYTES}`)
    expect(messageOf(encodeGenesis(params).subarray(0, 40))).toContain('ask for the invite again')
  })

  test('the most allocations fit in the size limit', () => {
    const full = testNetwork(
      { name: 'x'.repeat(MAX_NAME_BYTES) },
      Array.from({ length: MAX_ALLOCATIONS }, (_, n) => testAccount(n)),
    )
    expect(checkGenesis(full).ok).toBe(true)
    expect(decodeGenesis(encodeGenesis(full)).ok).toBe(true)
  })
})

describe('parameters that are not valid together', () => {
  test('these do', () => {
    expect(problemOf({})).toBe('fine')
  })

  test.each<[string, Partial<GenesisParameters>, string]>([
    ['another version', { version: 4 }, 'version: 4 is not an integer from 3 to 3'],
    ['no name', { name: '' }, 'name: it is empty'],
    ['a name with space around it', { name: ' Tab' }, 'begins or ends with a space'],
    ['a name that runs right to left', { name: 'Tab\u202Enet' }, 'invisible characters'],
    ['a name that is too long', { name: 'é'.repeat(17) }, 'it has 34 bytes; at most 32'],
    ['a symbol in small letters', { symbol: 'tab' }, 'symbol: write 1 to 8 capital letters'],
    ['a symbol of nine letters', { symbol: 'ABCDEFGHI' }, 'symbol'],
    ['a time beyond all dates', { timestamp: 8_640_000_000_000_001 as never }, 'timestamp'],
    [
      'a halflife below the spacing',
      pow({ spacingMs: 120_000, halflifeMs: 119_999 }),
      'shorter than the spacing',
    ],
    [
      'a future limit above a quarter of the halflife',
      limits({ futureMs: 150_001 }),
      'make it at most 150000',
    ],
    ['a negative reward', { emission: { reward: -1n as Amount, halvingInterval: 0 } }, 'reward'],
    [
      'half a block between halvings',
      { emission: { ...params.emission, halvingInterval: 0.5 } },
      'halvingInterval',
    ],
    [
      'an allocation of nothing',
      { allocations: [[people[0]?.address as never, 0n as Amount]] },
      'leave it out',
    ],
    ['allocations out of order', { allocations: params.allocations.toReversed() }, 'order them by address'],
    [
      'more coins than can be counted',
      { allocations: params.allocations.map(([address]) => [address, MAX_AMOUNT as Amount]) },
      'together they exceed',
    ],
    [
      'too many allocations',
      { allocations: new Array(MAX_ALLOCATIONS + 1).fill(params.allocations[0]) },
      `at most ${MAX_ALLOCATIONS}`,
    ],
  ])('%s', (_name, overrides, problem) => {
    expect(problemOf(overrides)).toContain(problem)
    expect(problemOf(overrides)).toMatch(/^network parameters: /)
  })

  const activating = (...list: [version: number, height: number][]): readonly Activation[] =>
    list.map(([version, height]) => ({ version, height }))

  test.each<[string, readonly Activation[]]>([
    ['the version that all begin with', activating([1, 10])],
    ['a version twice', activating([2, 10], [2, 20])],
    ['an older version later', activating([3, 10], [2, 20])],
    ['two versions at one height', activating([2, 10], [3, 10])],
    ['a later version earlier', activating([2, 20], [3, 10])],
    ['another version at genesis', activating([2, 0])],
  ])('activations: %s', (_name, activations) => {
    expect(problemOf({ activations })).toMatch(
      /activations: version \d+ at height \d+ is not after .*; let both ascend/,
    )
  })

  test('as many activations as are read, also of versions that nobody knows', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ version: i + 2, height: i + 1 }))
    expect(problemOf({ activations: many(MAX_ACTIVATIONS) })).toBe('fine')
    expect(problemOf({ activations: many(MAX_ACTIVATIONS + 1) })).toContain(`more than ${MAX_ACTIVATIONS}`)
  })

  test('gas at its bounds and beyond', () => {
    const [min, max] = GENESIS_BOUNDS.blockGas
    const at = (blockGas: bigint) => problemOf(limits({ blockGas }))
    expect(at(min)).toBe('fine')
    expect(at(max)).toBe('fine')
    expect(at(min - 1n)).toContain(`blockGas: ${min - 1n} is not an integer from`)
    expect(at(max + 1n)).toContain(`blockGas: ${max + 1n} is not an integer from`)
  })

  test('a halflife of exactly the spacing, a future limit of exactly a quarter', () => {
    expect(problemOf(pow({ spacingMs: 60_000, halflifeMs: 60_000 }))).toBe('fine')
    expect(problemOf(limits({ futureMs: 150_000 }))).toBe('fine')
  })

  test.each(['blockBytes', 'blockTransactions', 'finalityDepth', 'futureMs'] as const)(
    '%s at its bounds and beyond',
    field => {
      const [min, max] = GENESIS_BOUNDS[field]
      const week = pow({ halflifeMs: 7 * 86_400_000 })
      const at = (value: number) => problemOf({ ...week, ...limits({ [field]: value }) })
      expect(at(min)).toBe('fine')
      expect(at(max)).toBe('fine')
      expect(at(min - 1)).toContain(`${field}: ${min - 1} is not an integer from`)
      expect(at(max + 1)).toContain(`${field}: ${max + 1} is not an integer from`)
      expect(at(min + 0.5)).toContain(field)
    },
  )

  test.each(['spacingMs', 'halflifeMs', 'maxTarget'] as const)('%s beyond its bounds', field => {
    const [min, max] = GENESIS_BOUNDS[field]
    const step = typeof min === 'bigint' ? 1n : 1
    expect(problemOf(pow({ [field]: (min as never) - (step as never) }))).toContain(`${field}: `)
    expect(problemOf(pow({ [field]: (max as never) + (step as never) }))).toContain(`${field}: `)
  })
})
