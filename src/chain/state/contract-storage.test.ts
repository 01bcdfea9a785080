import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { fieldKey, mapKey, mapPrefix } from '#testing/fake-contracts.ts'
import { encode } from '../codec.ts'
import { contractAddress } from './contract.ts'
import { decodeMapValue, readStored, storedKeys, storedPlace, writeStored } from './contract-storage.ts'
import { emptyState, type State } from './state.ts'
import { StateDraft } from './state-draft.ts'

const contract = contractAddress(testAccount(1).address, 0)
const other = contractAddress(testAccount(1).address, 1)
const hex = bytesToHex(contract)
const value = Uint8Array.of(7, 7)
const empty = () => new StateDraft(emptyState())

const page = (draft: StateDraft | State, map: string, last?: string, limit = 100, of = contract): string[] =>
  storedKeys(draft, of, {
    prefix: mapPrefix(map),
    last: last === undefined ? undefined : mapKey(map, last),
    limit,
  }).map(key => new TextDecoder().decode(key.subarray(mapPrefix(map).length)))

const put = (draft: StateDraft, map: string, key: string, bytes: Uint8Array | undefined = value) =>
  writeStored(draft, contract, mapKey(map, key), bytes)
const remove = (draft: StateDraft, map: string, key: string) =>
  writeStored(draft, contract, mapKey(map, key), undefined)

describe('a stored value', () => {
  test('is read as it was written, by its own contract only, until it is removed', () => {
    const draft = empty()
    const key = fieldKey('count')
    expect(readStored(draft, contract, key)).toBeUndefined()
    writeStored(draft, contract, key, value)
    expect(readStored(draft, contract, key)).toEqual(value)
    expect(readStored(draft, other, key)).toBeUndefined()
    writeStored(draft, contract, key, undefined)
    expect(draft.changes()).toEqual([])
  })

  test('may be empty, which is not nothing', () => {
    for (const key of [fieldKey('x'), mapKey('m', 'x')]) {
      const draft = empty()
      writeStored(draft, contract, key, new Uint8Array())
      expect(readStored(draft, contract, key)).toEqual(new Uint8Array())
    }
  })

  test('is an entry of its own, as it is', () => {
    const draft = empty()
    writeStored(draft, contract, utf8FromText('\0a'), value)
    expect(draft.changes()).toEqual([[`07${hex}0061`, value]])
  })
})

describe('a key of the state', () => {
  test('identifies what it holds of a contract', () => {
    const draft = empty()
    writeStored(draft, contract, fieldKey('count'), value)
    put(draft, 'm', 'a')
    const places = draft.changes().map(([key, entry]) => ({ ...known(storedPlace(key), 'place'), entry }))
    expect(places).toContainEqual({ type: 'field', name: utf8FromText('count'), entry: value })
    const entry = places.find(({ type }) => type === 'entry')
    expect(entry).toMatchObject({ map: utf8FromText('m'), key: mapKey('m', 'a').subarray(3) })
    expect(decodeMapValue(entry?.entry as Uint8Array)).toEqual(value)
    // The number of keys, and the key at place 0.
    expect(places.filter(({ type }) => type === 'order')).toHaveLength(2)
  })

  test('does not belong to any storage', () => {
    expect(storedPlace(`00${hex}`)).toBeUndefined()
    expect(storedPlace(`07${hex}01ff`)).toBeUndefined()
  })
})

describe('a map', () => {
  test('of two keys has these five entries', () => {
    const draft = empty()
    put(draft, 'm', 'a')
    put(draft, 'm', 'b')
    expect(draft.changes()).toEqual([
      [`07${hex}016d0061`, encode([0, value])],
      [`07${hex}016d0062`, encode([1, value])],
      [`08${hex}016d00`, Uint8Array.of(0, 0, 0, 0, 0, 2)],
      [`08${hex}016d00000000000000`, mapKey('m', 'a')],
      [`08${hex}016d00000000000001`, mapKey('m', 'b')],
    ])
  })

  test('keeps a key’s place when its value changes', () => {
    const draft = empty()
    for (const key of ['a', 'b', 'c']) put(draft, 'm', key)
    put(draft, 'm', 'a', Uint8Array.of(9))
    expect(page(draft, 'm')).toEqual(['a', 'b', 'c'])
    expect(readStored(draft, contract, mapKey('m', 'a'))).toEqual(Uint8Array.of(9))
  })

  test('gives the place of a removed key to the last one', () => {
    const draft = empty()
    for (const key of ['a', 'b', 'c', 'd']) put(draft, 'm', key)
    remove(draft, 'm', 'b')
    expect(page(draft, 'm')).toEqual(['a', 'd', 'c'])
    remove(draft, 'm', 'c')
    expect(page(draft, 'm')).toEqual(['a', 'd'])
    put(draft, 'm', 'b')
    expect(page(draft, 'm')).toEqual(['a', 'd', 'b'])
  })

  test('leaves nothing behind when its last key is removed', () => {
    const draft = empty()
    for (const key of ['a', 'b']) put(draft, 'm', key)
    remove(draft, 'm', 'nobody')
    for (const key of ['a', 'b']) remove(draft, 'm', key)
    expect(draft.changes()).toEqual([])
  })

  test('is paged through from any key that it has', () => {
    const draft = empty()
    for (const key of ['a', 'b', 'c', 'd', 'e']) put(draft, 'm', key)
    expect(page(draft, 'm', undefined, 2)).toEqual(['a', 'b'])
    expect(page(draft, 'm', 'b', 2)).toEqual(['c', 'd'])
    expect(page(draft, 'm', 'd', 2)).toEqual(['e'])
    expect(page(draft, 'm', 'e', 2)).toEqual([])
    expect(page(draft, 'm', 'nobody', 2)).toEqual([])
    expect(page(draft, 'm', undefined, 0)).toEqual([])
  })

  test('is not another map, even where one name begins the other’s, nor another contract’s', () => {
    const draft = empty()
    put(draft, 'm', 'a')
    put(draft, 'mm', 'b')
    put(draft, '', 'c')
    expect([page(draft, 'm'), page(draft, 'mm'), page(draft, '')]).toEqual([['a'], ['b'], ['c']])
    expect(page(draft, 'm', undefined, 9, other)).toEqual([])
  })

  test('has keys with any bytes, zeros among them, and the empty one', () => {
    const draft = empty()
    for (const key of ['', '\0', '\0\0\0\0\0\0', '\x01m\0']) put(draft, 'm', key)
    expect(page(draft, 'm')).toEqual(['', '\0', '\0\0\0\0\0\0', '\x01m\0'])
  })
})

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', '']
const step = fc.record({
  map: fc.constantFrom('m', 'mm', ''),
  key: fc.constantFrom(...NAMES),
  value: fc.option(fc.uint8Array({ maxLength: 4 }), { nil: undefined }),
})

/** The same with plain lists of keys and values. */
class Model {
  readonly #maps = new Map<string, Map<string, Uint8Array>>()

  entries(map: string): [string, Uint8Array][] {
    return [...(this.#maps.get(map) ?? [])]
  }

  write(map: string, key: string, bytes: Uint8Array | undefined): void {
    const entries = this.entries(map)
    const at = entries.findIndex(([name]) => name === key)
    if (bytes !== undefined) entries.splice(at < 0 ? entries.length : at, 1, [key, bytes])
    else if (at >= 0) {
      const last = entries.pop() as [string, Uint8Array]
      if (at < entries.length) entries[at] = last
    }
    this.#maps.set(map, new Map(entries))
  }
}

test('whatever is written and removed, in however many blocks: pages and values are those of a list, and the state forgets how it got there', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 5 }),
      (steps, perBlock, limit) => {
        const model = new Model()
        let state = emptyState()
        for (let at = 0; at < steps.length; at += perBlock) {
          const draft = new StateDraft(state)
          for (const { map, key, value } of steps.slice(at, at + perBlock)) {
            writeStored(draft, contract, mapKey(map, key), value)
            model.write(map, key, value)
          }
          state = state.with(draft.changes())
        }

        const anew = new StateDraft(emptyState())
        for (const map of ['m', 'mm', '']) {
          const entries = model.entries(map)
          const pages: string[] = []
          for (;;) {
            const next = page(state, map, pages.at(-1), limit)
            expect(next.length).toBeLessThanOrEqual(limit)
            if (next.length === 0) break
            pages.push(...next)
          }
          expect(pages).toEqual(entries.map(([key]) => key))
          for (const name of NAMES) {
            const expected = entries.find(([key]) => key === name)?.[1]
            expect(readStored(state, contract, mapKey(map, name))).toEqual(expected)
          }
          for (const [key, bytes] of entries) writeStored(anew, contract, mapKey(map, key), bytes)
        }
        expect(emptyState().with(anew.changes()).root()).toBe(state.root())
      },
    ),
    { numRuns: 300 },
  )
})
