import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { ByteCache } from '#lib/byte-cache.ts'
import { bytesToHex, compareBytes, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { RECENT_PATH_BYTES } from '../limits.ts'
import { emptyState, type State, type StateEntry, stateFromEntries } from './state.ts'

interface Entry {
  readonly path: Uint8Array
  readonly value: Uint8Array
}

const bit = (path: Uint8Array, index: number) => ((path[index >> 3] as number) >> (7 - (index % 8))) % 2

/** The root by the letter of the specification, without sharing or caches. */
function naiveRoot(entries: readonly StateEntry[]): string {
  const all = entries.map(([key, value]) => ({ path: sha256(hexToBytes(key)), value }))
  return bytesToHex(naiveHash(all, 0))
}

function naiveHash(entries: readonly Entry[], depth: number): Uint8Array {
  const [only] = entries
  if (depth >= 8 && only === undefined) return new Uint8Array(32)
  if (depth >= 8 && only !== undefined && entries.length === 1) {
    return sha256(concatBytes(Uint8Array.of(0), only.path, only.value))
  }
  const left = entries.filter(entry => bit(entry.path, depth) === 0)
  const right = entries.filter(entry => bit(entry.path, depth) === 1)
  const isFork = depth < 8 || (left.length > 0 && right.length > 0)
  if (!isFork) return naiveHash(entries, depth + 1)
  return sha256(concatBytes(Uint8Array.of(1, depth), naiveHash(left, depth + 1), naiveHash(right, depth + 1)))
}

const key = (n: number) => n.toString(16).padStart(8, '0')
const value = (n: number) => Uint8Array.of(n & 255, (n >> 8) & 255)
const entriesOf = (count: number): StateEntry[] =>
  Array.from({ length: count }, (_, n) => [key(n), value(n)] as const)

const keys = fc.uint8Array({ minLength: 1, maxLength: 33 }).map(bytesToHex)
const entries = fc.uniqueArray(fc.tuple(keys, fc.uint8Array({ maxLength: 40 })), {
  selector: ([key]) => key,
  maxLength: 60,
})
const setAll = (state: State, list: readonly StateEntry[]) =>
  list.reduce((current, [key, value]) => current.set(key, value), state)

test('the empty root is frozen', () => {
  expect(emptyState().root()).toBe('8a07240ef9796d47a095a279ca6c44fab7bbbb7c5e2aedce786f773e268d9c0c')
})

test('the root of a thousand entries is frozen', () => {
  expect(stateFromEntries(entriesOf(1000)).root()).toBe(
    '5280ed31db2ab8bda7085b2b013fb6e266c247a9dfdc7970f43c5311c1095874',
  )
})

test('the root is the specified one, whatever the order of insertion and however it was built', () => {
  fc.assert(
    fc.property(entries, fc.infiniteStream(fc.nat()), (list, order) => {
      const shuffled = list
        .map(entry => ({ entry, rank: order.next().value as number }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ entry }) => entry)
      const root = naiveRoot(list)
      expect(stateFromEntries(list).root()).toBe(root)
      expect(setAll(emptyState(), list).root()).toBe(root)
      expect(setAll(emptyState(), shuffled).root()).toBe(root)
    }),
  )
})

test('an entry that was added and deleted again leaves no trace', () => {
  fc.assert(
    fc.property(entries, entries, (kept, passing) => {
      const before = stateFromEntries(kept)
      const added = passing.filter(([key]) => before.get(key) === undefined)
      const after = added.reduce((state, [key]) => state.set(key, undefined), setAll(before, added))
      expect(after.root()).toBe(before.root())
      expect([...after.entries()]).toEqual([...before.entries()])
    }),
  )
})

test('a sequence of changes equals a map', () => {
  const changes = fc.array(
    fc.tuple(fc.nat({ max: 30 }).map(key), fc.option(fc.uint8Array({ maxLength: 4 }), { nil: undefined })),
    { maxLength: 100 },
  )
  fc.assert(
    fc.property(changes, list => {
      const map = new Map<string, Uint8Array>()
      let state = emptyState()
      for (const [key, value] of list) {
        if (value === undefined) map.delete(key)
        else map.set(key, value)
        state = state.set(key, value)
        expect(state.get(key)).toEqual(map.get(key))
      }
      expect(new Map(state.entries())).toEqual(map)
      expect(state.root()).toBe(naiveRoot([...map]))
    }),
  )
})

describe('a batch of changes', () => {
  const changes = fc.array(
    fc.tuple(fc.nat({ max: 40 }).map(key), fc.option(fc.uint8Array({ maxLength: 2 }), { nil: undefined })),
    { maxLength: 60 },
  )

  test('equals the changes one after the other, the last to a key being the one that counts', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), changes, (held, list) => {
        const before = stateFromEntries(entriesOf(held))
        const root = before.root()
        const after = before.with(list)
        const oneByOne = list.reduce((state, [key, value]) => state.set(key, value), before)
        expect([...after.entries()]).toEqual([...oneByOne.entries()])
        expect(after.root()).toBe(oneByOne.root())
        expect(after.root()).toBe(naiveRoot([...after.entries()]))
        expect(before.root()).toBe(root)
      }),
    )
  })

  test('of many keys in a large state', () => {
    const list = Array.from(
      { length: 2000 },
      (_, n) => [key(n * 7), n % 3 ? value(n + 1) : undefined] as const,
    )
    const map = new Map<string, Uint8Array | undefined>([...entriesOf(5000), ...list])
    const held = [...map].flatMap(([key, value]) => (value ? [[key, value] as const] : []))
    expect(stateFromEntries(entriesOf(5000)).with(list).root()).toBe(naiveRoot(held))
  })

  test('that changes nothing gives the same state', () => {
    const state = stateFromEntries(entriesOf(100))
    expect(state.with([])).toBe(state)
    expect(
      state.with([
        [key(1), value(1)],
        [key(2), value(2)],
        [key(900), undefined],
      ]),
    ).toBe(state)
    expect(
      state.with([
        [key(1), undefined],
        [key(1), value(1)],
      ]),
    ).toBe(state)
  })

  test('shares the unchanged nodes with the version before', () => {
    const before = stateFromEntries(entriesOf(100))
    const after = before.with([
      [key(1), undefined],
      [key(2), value(7)],
    ])
    expect(after.get(key(3))).toBe(before.get(key(3)))
    expect(
      after
        .with([
          [key(1), value(1)],
          [key(2), value(2)],
        ])
        .root(),
    ).toBe(before.root())
  })
})

describe('versions', () => {
  test('a change leaves the version before as it was', () => {
    const before = stateFromEntries(entriesOf(500))
    const root = before.root()
    const after = before.set(key(7), value(9999)).set(key(8), undefined)
    expect(after.root()).not.toBe(root)
    expect(before.get(key(7))).toEqual(value(7))
    expect(before.get(key(8))).toEqual(value(8))
    expect(stateFromEntries(before.entries()).root()).toBe(root)
  })

  test('deleting an absent entry changes nothing', () => {
    const state = stateFromEntries(entriesOf(10))
    expect(state.set(key(99), undefined)).toBe(state)
    expect(emptyState().set(key(99), undefined)).toBe(emptyState())
  })

  test('entries come in the order of their paths', () => {
    const paths = [...stateFromEntries(entriesOf(300)).entries()].map(([key]) => sha256(hexToBytes(key)))
    expect(paths).toEqual(paths.toSorted(compareBytes))
  })

  test('to give a key twice is a bug', () => {
    expect(() => stateFromEntries([...entriesOf(3), [key(1), value(5)]])).toThrow('twice')
  })
})

describe('chunks', () => {
  const state = stateFromEntries(entriesOf(1000))
  const hashPair = (level: number, left: Uint8Array, right: Uint8Array) =>
    sha256(concatBytes(Uint8Array.of(1, level), left, right))

  test('256 hashes alone give the root', () => {
    let hashes = state.chunkHashes()
    expect(hashes.length).toBe(256)
    for (let level = 7; level >= 0; level--) {
      hashes = Array.from({ length: hashes.length / 2 }, (_, i) =>
        hashPair(level, hashes[2 * i] as Uint8Array, hashes[2 * i + 1] as Uint8Array),
      )
    }
    expect(bytesToHex(hashes[0] as Uint8Array)).toBe(state.root())
  })

  test('a chunk is checked by itself', () => {
    const hashes = state.chunkHashes()
    let count = 0
    for (let i = 0; i < 256; i++) {
      const chunk = [...state.chunk(i)]
      count += chunk.length
      for (const [key] of chunk) expect(sha256(hexToBytes(key))[0]).toBe(i)
      expect(stateFromEntries(chunk).chunkHashes()[i]).toEqual(hashes[i])
    }
    expect(count).toBe(1000)
  })
})

test('paths that are kept by their keys are bounded by their bytes', () => {
  const keep = vi.spyOn(ByteCache.prototype, 'keep')
  for (let i = 0; i < 8_000; i++) emptyState().get(i.toString(16).padStart(590, '0'))
  const [paths] = keep.mock.contexts as ByteCache<string, Uint8Array>[]
  keep.mockRestore()
  expect(paths?.bytes).toBeGreaterThan(RECENT_PATH_BYTES * 0.99)
  expect(paths?.bytes).toBeLessThanOrEqual(RECENT_PATH_BYTES)
})
