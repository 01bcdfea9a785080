import { expect, test } from 'vitest'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import { contractAddress, writeContract } from '#chain/state/contract.ts'
import { writeStored } from '#chain/state/contract-storage.ts'
import { emptyState } from '#chain/state/state.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { contractAt, contractsByAddress, mapPage } from './contract-rows.ts'
import { changedRows, type StateRows } from './state-rows.ts'

const NONE: StateRows = { range: async () => [], values: async keys => keys.map(() => undefined) }
const alice = testAccount(1).address
const one = contractAddress(alice, 0)
const two = contractAddress(alice, 1)
const field = (name: string) => utf8FromText(`\0${name}`)
const mapKey = (map: string, key: string) => utf8FromText(`\x01${map}\0${key}`)
const value = Uint8Array.of(7)

function world(): { rows: StateRows; reads: () => number } {
  const draft = new StateDraft(emptyState())
  writeContract(
    draft,
    one,
    { creator: alice, height: 3, abi: [] },
    'export default class Token extends Contract {}',
  )
  writeContract(
    draft,
    two,
    { creator: alice, height: 4, abi: [] },
    'export default class extends Contract {}',
  )
  for (const name of ['b', 'a', 'aa']) writeStored(draft, one, field(name), value)
  writeStored(draft, two, field('other'), value)
  for (const [map, keys] of [
    ['m', 'xyz'],
    ['mm', 'q'],
    ['n', 'rs'],
  ] as const) {
    for (const key of keys) writeStored(draft, one, mapKey(map, key), Uint8Array.of(key.charCodeAt(0)))
  }
  const rows = changedRows(NONE, draft.changes())
  let reads = 0
  return {
    rows: {
      async range(...asked) {
        const found = await rows.range(...asked)
        reads += found.length
        return found
      },
      values: keys => rows.values(keys),
    },
    reads: () => reads,
  }
}

test('contracts are listed by address, page after page, with their class names', async () => {
  const { rows } = world()
  const all = await contractsByAddress(rows, 10)
  expect(all).toHaveLength(2)
  const [first, second] = all
  expect(all).toContainEqual({
    address: formatContractAddress(one),
    name: 'Token',
    creator: formatAddress(alice),
    height: 3,
    methods: 0,
  })
  expect(all.find(({ height }) => height === 4)?.name).toBe('')
  expect(await contractsByAddress(rows, 1)).toEqual([first])
  const after = first?.address === formatContractAddress(one) ? one : two
  expect(await contractsByAddress(rows, 10, after)).toEqual([second])
})

test('a contract has its fields by name and its maps by size, and nothing else is read', async () => {
  const { rows, reads } = world()
  expect(await contractAt(rows, one, 10)).toMatchObject({
    name: 'Token',
    height: 3,
    fields: [
      ['a', value],
      ['aa', value],
      ['b', value],
    ],
    maps: [
      ['m', 3],
      ['mm', 1],
      ['n', 2],
    ],
  })
  // three fields and three counts, whatever the maps contain
  expect(reads()).toBe(6)
  expect((await contractAt(rows, one, 2))?.maps).toHaveLength(2)
  expect(await contractAt(rows, contractAddress(alice, 9), 10)).toBeUndefined()
})

test('a map is paged by position', async () => {
  const { rows } = world()
  const page = async (map: string, from: number, limit: number) => {
    const { count, entries } = await mapPage(rows, one, { map, from, limit })
    return [count, entries.map(({ key, value }) => String.fromCharCode(...key, ...value)).join(' ')]
  }
  expect(await page('m', 0, 2)).toEqual([3, 'xx yy'])
  expect(await page('m', 2, 2)).toEqual([3, 'zz'])
  expect(await page('m', 3, 2)).toEqual([3, ''])
  expect(await page('mm', 0, 9)).toEqual([1, 'qq'])
  expect(await page('nothing', 0, 9)).toEqual([0, ''])
})

test('changes overlay what is stored: new, replaced and deleted', async () => {
  const { rows } = world()
  const draft = new StateDraft(emptyState())
  writeStored(draft, one, field('a'), Uint8Array.of(9))
  writeStored(draft, one, field('c'), value)
  const gone = field('b')
  const over = changedRows(rows, [...draft.changes(), ...removal(gone)])
  expect((await contractAt(over, one, 10))?.fields).toEqual([
    ['a', Uint8Array.of(9)],
    ['aa', value],
    ['c', value],
  ])
  expect((await contractAt(over, one, 2))?.fields).toHaveLength(2)
})

/** A removal as a draft reports it: the key without a value. */
function removal(key: Uint8Array) {
  const before = new StateDraft(emptyState())
  writeStored(before, one, key, value)
  const draft = new StateDraft(emptyState().with(before.changes()))
  writeStored(draft, one, key, undefined)
  return draft.changes()
}
