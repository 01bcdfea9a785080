import { describe, expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { decode, encode } from '../codec.ts'
import type { StateRoot } from '../ids.ts'
import { emptyState, type State, type StateEntry, stateFromEntries } from './state.ts'
import { proveEntry } from './state-proof.ts'
import { encodeStateProof, readStateProof } from './state-proof-codec.ts'
import { pathOf } from './tree-hash.ts'
import { type ProofEnd, type ProofFork, type StateProof, verifyEntry } from './verify-state-proof.ts'

const key = (n: number) => n.toString(16).padStart(8, '0')
const value = (n: number) => Uint8Array.of(n & 255, n >> 8, 7)
const entriesOf = (count: number): StateEntry[] =>
  Array.from({ length: count }, (_, n) => [key(n), value(n)] as const)
const flipped = (bytes: Uint8Array, bit: number) =>
  bytes.with(bit >> 3, known(bytes[bit >> 3], 'byte') ^ (128 >> (bit & 7)))

const HELD = 5000
const state = stateFromEntries(entriesOf(HELD))
const root = state.root()

const isRefused = (proof: StateProof, of = key(1), under: StateRoot = root) =>
  !verifyEntry(under, of, proof).ok

describe('real proofs', () => {
  test('a thousand of present and absent keys hold, through their bytes', () => {
    const random = createSeededRandom('proofs')
    const ends = { entry: 0, other: 0, empty: 0 }
    for (let i = 0; i < 1000; i++) {
      const of = key(random.below(2 * HELD))
      const decoded = decode(encode(encodeStateProof(proveEntry(state, of))))
      const proof = decoded.ok ? readStateProof(decoded.value) : decoded
      if (!proof.ok) throw new Error('a real proof does not decode')
      expect(proof.value).toEqual(proveEntry(state, of))
      expect(verifyEntry(root, of, proof.value)).toEqual({ ok: true, value: state.get(of) })
      ends[proof.value.end.type]++
    }
    expect(ends.entry).toBeGreaterThan(300)
    expect(ends.other).toBeGreaterThan(300)
  })

  test('of the empty state, where every chunk is empty', () => {
    const proof = proveEntry(emptyState(), key(1))
    expect(proof.forks.map(({ bit }) => bit)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(proof.end).toEqual({ type: 'empty' })
    expect(verifyEntry(emptyState().root(), key(1), proof)).toEqual({ ok: true, value: undefined })
  })

  test('of a state of one key: itself, a key of its chunk, and a key of another', () => {
    const one = stateFromEntries([[key(1), value(1)]])
    const inChunk = (isSame: boolean) =>
      known(
        Array.from({ length: 5000 }, (_, n) => key(n + 2)).find(
          other => (pathOf(other)[0] === pathOf(key(1))[0]) === isSame,
        ),
        'key',
      )
    expect(verifyEntry(one.root(), key(1), proveEntry(one, key(1)))).toEqual({ ok: true, value: value(1) })

    const beside = proveEntry(one, inChunk(true))
    expect(beside.end).toEqual({ type: 'other', path: pathOf(key(1)), value: value(1) })
    expect(verifyEntry(one.root(), inChunk(true), beside)).toEqual({ ok: true, value: undefined })

    const elsewhere = proveEntry(one, inChunk(false))
    expect(elsewhere.end).toEqual({ type: 'empty' })
    expect(verifyEntry(one.root(), inChunk(false), elsewhere)).toEqual({ ok: true, value: undefined })
  })

  test('of a chunk with a single leaf and of chunks with many', () => {
    const few = stateFromEntries(entriesOf(300))
    for (let n = 0; n < 600; n++) {
      expect(verifyEntry(few.root(), key(n), proveEntry(few, key(n)))).toEqual({
        ok: true,
        value: few.get(key(n)),
      })
    }
    const sizes = Array.from({ length: 256 }, (_, i) => [...few.chunk(i)].length)
    for (const size of [0, 1, 2, 3]) expect(sizes).toContain(size)
  })
})

/** One way each to damage a proof; undefined where the proof has no such part. */
const MUTATIONS: Record<string, (proof: StateProof, at: number) => StateProof | undefined> = {
  'a bit of a sibling': (proof, at) =>
    withFork(proof, at, fork => ({ ...fork, sibling: flipped(fork.sibling, at % 256) })),
  'a shorter sibling': (proof, at) =>
    withFork(proof, at, fork => ({ ...fork, sibling: fork.sibling.slice(1) })),
  'a longer sibling': (proof, at) =>
    withFork(proof, at, fork => ({ ...fork, sibling: Uint8Array.of(...fork.sibling, 0) })),
  'another bit': (proof, at) =>
    withFork(proof, at, fork => ({ ...fork, bit: (fork.bit + 1 + (at % 255)) % 256 })),
  'a bit and a half': (proof, at) => withFork(proof, at, fork => ({ ...fork, bit: fork.bit + 0.5 })),
  'a bit out of range': (proof, at) => withFork(proof, at, fork => ({ ...fork, bit: fork.bit + 256 })),
  'a fork less': (proof, at) => ({ ...proof, forks: proof.forks.toSpliced(at % proof.forks.length, 1) }),
  'a fork twice': (proof, at) => {
    const i = at % proof.forks.length
    return { ...proof, forks: proof.forks.toSpliced(i, 0, forkAt(proof, i)) }
  },
  'a fork more at the end': proof => ({
    ...proof,
    forks: [...proof.forks, { bit: 255, sibling: new Uint8Array(32) }],
  }),
  'two forks swapped': (proof, at) => {
    const i = at % (proof.forks.length - 1)
    return { ...proof, forks: proof.forks.with(i, forkAt(proof, i + 1)).with(i + 1, forkAt(proof, i)) }
  },
  'a bit of the value': (proof, at) =>
    withEnd(proof, end =>
      end.type === 'empty' ? undefined : { ...end, value: flipped(end.value, at % (8 * end.value.length)) },
    ),
  'a longer value': proof =>
    withEnd(proof, end =>
      end.type === 'empty' ? undefined : { ...end, value: Uint8Array.of(...end.value, 0) },
    ),
  'a bit of the other path': (proof, at) =>
    withEnd(proof, end => (end.type === 'other' ? { ...end, path: flipped(end.path, at % 256) } : undefined)),
  'the other path cut': proof =>
    withEnd(proof, end => (end.type === 'other' ? { ...end, path: end.path.slice(0, 31) } : undefined)),
  'nothing at the end': proof =>
    withEnd(proof, end => (end.type === 'empty' ? undefined : { type: 'empty' })),
  'the other leaf as the entry': proof =>
    withEnd(proof, end => (end.type === 'other' ? { type: 'entry', value: end.value } : undefined)),
  'a leaf out of nothing': proof =>
    withEnd(proof, end => (end.type === 'empty' ? { type: 'entry', value: new Uint8Array() } : undefined)),
}

function forkAt(proof: StateProof, index: number): ProofFork {
  return known(proof.forks[index], 'fork')
}

function withFork(proof: StateProof, at: number, change: (fork: ProofFork) => ProofFork): StateProof {
  const index = at % proof.forks.length
  return { ...proof, forks: proof.forks.with(index, change(forkAt(proof, index))) }
}

function withEnd(proof: StateProof, change: (end: ProofEnd) => ProofEnd | undefined): StateProof | undefined {
  const end = change(proof.end)
  return end && { ...proof, end }
}

describe('mutated proofs', () => {
  // with 5000 keys every chunk has some, so that one state is full and one also has empty chunks
  const sparse = stateFromEntries(entriesOf(200))
  const subjects: [State, number][] = [
    [state, 2 * HELD],
    [sparse, 400],
  ]

  for (const [name, mutate] of Object.entries(MUTATIONS)) {
    test(`${name}: refused`, () => {
      const random = createSeededRandom(name)
      let spoilt = 0
      for (const [held, range] of subjects) {
        const under = held.root()
        for (let i = 0; i < 500; i++) {
          const of = key(random.below(range))
          const mutated = mutate(proveEntry(held, of), random.below(1_000_000))
          if (mutated === undefined) continue
          spoilt++
          expect(isRefused(mutated, of, under)).toBe(true)
        }
      }
      expect(spoilt).toBeGreaterThan(30)
    })
  }

  test('no key is shown to have what it does not have by the proof of another', () => {
    const random = createSeededRandom('keys')
    let refused = 0
    for (let i = 0; i < 1000; i++) {
      const [of, other] = [key(random.below(400)), key(random.below(400))]
      const result = verifyEntry(sparse.root(), other, proveEntry(sparse, of))
      if (result.ok) expect(result.value).toEqual(sparse.get(other))
      else refused++
    }
    expect(refused).toBeGreaterThan(900)
  })

  test('an entry is not made absent by its own leaf as another', () => {
    const { forks } = proveEntry(state, key(1))
    const end: ProofEnd = { type: 'other', path: pathOf(key(1)), value: value(1) }
    expect(verifyEntry(root, key(1), { forks, end })).toEqual({
      ok: false,
      error: expect.stringContaining('own'),
    })
  })

  test('an entry is not made absent by a leaf elsewhere, with the way to that leaf', () => {
    const { forks } = proveEntry(state, key(2))
    const end: ProofEnd = { type: 'other', path: pathOf(key(2)), value: value(2) }
    expect(verifyEntry(root, key(1), { forks, end })).toEqual({
      ok: false,
      error: expect.stringContaining('not on the path'),
    })
  })

  test('a proof holds under its own root only', () => {
    const later = state.set(key(1), value(9))
    expect(isRefused(proveEntry(state, key(1)), key(1), later.root())).toBe(true)
    expect(isRefused(proveEntry(later, key(1)), key(1), later.root())).toBe(false)
  })

  test('what is not a key is rejected with the remedy', () => {
    for (const text of ['', 'abc', 'xy', '0x00']) {
      const result = verifyEntry(root, text, proveEntry(state, key(1)))
      expect(result).toEqual({ ok: false, error: expect.stringContaining('two digits for each byte') })
    }
  })
})

test('each of a few proofs is refused whichever of its bits is flipped', () => {
  for (const of of [key(1), key(HELD + 1)]) {
    const bytes = encode(encodeStateProof(proveEntry(state, of)))
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const decoded = decode(flipped(bytes, bit))
      const proof = decoded.ok ? readStateProof(decoded.value) : undefined
      if (proof?.ok) expect(isRefused(proof.value, of)).toBe(true)
    }
  }
})
