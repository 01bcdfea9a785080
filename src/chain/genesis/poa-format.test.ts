import { describe, expect, test } from 'vitest'
import { authorityNetwork } from '#testing/authority-network.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import { GENESIS_BOUNDS, MAX_ALLOCATIONS, MAX_AUTHORITIES, MAX_NAME_BYTES } from '../limits.ts'
import { checkGenesis } from './check-genesis.ts'
import { decodeGenesis } from './decode-genesis.ts'
import { encodeGenesis } from './encode-genesis.ts'
import type { GenesisParameters, PoaParameters } from './genesis.ts'
import { networkIdOf } from './network-id.ts'

const people = Array.from({ length: MAX_AUTHORITIES + 1 }, (_, n) => testAccount(n))
const [a0, a1, a2] = people.map(({ address }) => address) as [
  PoaParameters['admin'],
  PoaParameters['admin'],
  PoaParameters['admin'],
]

const network = (parameters: Partial<PoaParameters> = {}, overrides: Partial<GenesisParameters> = {}) =>
  authorityNetwork({ authorities: people.slice(0, 3), admin: testAccount(9), parameters }, overrides)
const params = network()

const problemOf = (parameters: Partial<PoaParameters>, limits: Partial<GenesisParameters['limits']> = {}) => {
  const checked = checkGenesis(network(parameters, { limits: { ...params.limits, ...limits } }))
  return checked.ok ? 'fine' : checked.error.message
}

test('what is encoded decodes to the same', () => {
  expect(decodeGenesis(encodeGenesis(params))).toEqual({ ok: true, value: params })
  expect(problemOf({})).toBe('fine')
})

test('these bytes are frozen', () => {
  const fields = decode(encodeGenesis(params))
  if (!fields.ok) throw new Error(fields.error.message)
  const admin = testAccount(9).address
  expect((fields.value as CborValue[])[4]).toEqual([2n, 3000n, 16_000n, false, admin, [a0, a1, a2]])
})

test('a change of any parameter gives another network', () => {
  const changes: Partial<PoaParameters>[] = [
    {},
    { spacingMs: 3001 },
    { timeoutMs: 16_001 },
    { emptyBlocks: true },
    { admin: a0 },
    { authorities: [a0, a1] },
    { authorities: [a1, a0, a2] },
  ]
  expect(new Set(changes.map(change => networkIdOf(network(change)))).size).toBe(changes.length)
})

test('the most authorities and allocations fit in the size limit', () => {
  const rich = Array.from({ length: MAX_ALLOCATIONS }, (_, n) => testAccount(n))
  const full = authorityNetwork(
    { authorities: people.slice(0, MAX_AUTHORITIES), admin: testAccount(9), rich },
    { name: 'x'.repeat(MAX_NAME_BYTES) },
  )
  expect(checkGenesis(full)).toEqual({ ok: true, value: undefined })
  expect(decodeGenesis(encodeGenesis(full))).toEqual({ ok: true, value: full })
})

describe('bytes that are not parameters', () => {
  const withConsensus = (consensus: CborValue) => {
    const fields = decode(encodeGenesis(params))
    if (!fields.ok) throw new Error(fields.error.message)
    const decoded = decodeGenesis(encode((fields.value as CborValue[]).with(4, consensus)))
    return decoded.ok ? 'accepted' : decoded.error.message
  }

  test.each<[string, CborValue, string]>([
    ['a field missing', [2n, 3000n, 16_000n, false, a0], 'expected 5 fields (spacingMs, timeoutMs'],
    ['a time that is text', [2n, 'soon', 16_000n, false, a0, [a0]], 'spacingMs: expected an integer'],
    ['a number for yes or no', [2n, 3000n, 16_000n, 0n, a0, [a0]], 'emptyBlocks: expected true or false'],
    ['a short admin', [2n, 3000n, 16_000n, false, a0.slice(1), [a0]], 'admin: expected 32 bytes'],
    [
      'an authority that is not an address',
      [2n, 3000n, 16_000n, false, a0, [a0, 1n]],
      'authorities: 1: expected 32 bytes',
    ],
    [
      'more authorities than there may be',
      [2n, 3000n, 16_000n, false, a0, people.map(({ address }) => address)],
      `authorities: there are ${MAX_AUTHORITIES + 1} items, but at most ${MAX_AUTHORITIES}`,
    ],
  ])('%s', (_name, consensus, message) => {
    expect(withConsensus(consensus)).toContain(message)
  })
})

describe('parameters that are not valid together', () => {
  test('no authority, one twice, too many', () => {
    expect(problemOf({ authorities: [] })).toContain(
      'authorities: without one nobody can make the first block',
    )
    expect(problemOf({ authorities: [a0, a1, a0] })).toContain('authorities: one is listed twice')
    const many = people.map(({ address }) => address)
    expect(problemOf({ authorities: many })).toContain(`authorities: ${many.length} are too many`)
    expect(problemOf({ authorities: many.slice(1) })).toBe('fine')
    expect(problemOf({ authorities: [a0] })).toBe('fine')
  })

  test('a timeout that a clock within the allowance reaches', () => {
    expect(problemOf({ timeoutMs: 15_001 }, { futureMs: 15_000 })).toBe('fine')
    expect(problemOf({ timeoutMs: 15_000 }, { futureMs: 15_000 })).toContain(
      'timeoutMs: 15000 is not longer than futureMs',
    )
    expect(problemOf({ timeoutMs: 15_000 }, { futureMs: 15_000 })).toContain('make it more than 15000')
  })

  test.each(['spacingMs', 'timeoutMs'] as const)('%s at its bounds and beyond', field => {
    const [min, max] = GENESIS_BOUNDS[field]
    const at = (value: number) => problemOf({ [field]: value }, { futureMs: 1000 })
    expect(at(max)).toBe('fine')
    expect(at(max + 1)).toContain(`${field}: ${max + 1} is not an integer from`)
    expect(at(min - 1)).toContain(`${field}: ${min - 1} is not an integer from`)
    expect(at(min + 0.5)).toContain(field)
  })

  test('every problem names the parameter and the remedy', () => {
    for (const problem of [
      problemOf({ authorities: [] }),
      problemOf({ timeoutMs: 2000 }),
      problemOf({ spacingMs: 0 }),
    ]) {
      expect(problem).toMatch(/^network parameters: [a-zA-Z]+: .+; .+$/)
    }
  })
})
