import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyState, stateFromEntries } from './state.ts'
import { StateDraft } from './state-draft.ts'

const one = Uint8Array.of(1)
const two = Uint8Array.of(2)
const base = stateFromEntries([
  ['aa', one],
  ['bb', two],
])

describe('a draft', () => {
  test('reads its own writes, and what it stands on where it wrote nothing', () => {
    const draft = new StateDraft(base)
    draft.set('aa', two)
    draft.set('cc', one)
    draft.set('bb', undefined)
    expect(['aa', 'bb', 'cc', 'dd'].map(key => draft.get(key))).toEqual([two, undefined, one, undefined])
    expect(base.get('aa')).toEqual(one)
  })

  test('lists the differences, in ascending order of keys', () => {
    const draft = new StateDraft(base)
    draft.set('ff', one)
    draft.set('bb', undefined)
    draft.set('aa', two)
    draft.set('00', two)
    expect(draft.changes()).toEqual([
      ['00', two],
      ['aa', two],
      ['bb', undefined],
      ['ff', one],
    ])
  })

  test('does not count what it changed back, or never changed', () => {
    const draft = new StateDraft(base)
    draft.set('aa', two)
    draft.set('aa', Uint8Array.of(1))
    draft.set('cc', one)
    draft.set('cc', undefined)
    draft.set('dd', undefined)
    draft.set('bb', Uint8Array.of(2))
    expect(draft.changes()).toEqual([])
  })

  test('distinguishes a value from a longer one with the same beginning', () => {
    const draft = new StateDraft(base)
    draft.set('aa', Uint8Array.of(1, 0))
    draft.set('bb', new Uint8Array())
    expect(draft.changes().length).toBe(2)
  })
})

describe('a draft on a draft', () => {
  test('is dropped by not accepting it', () => {
    const below = new StateDraft(base)
    const top = new StateDraft(below)
    top.set('aa', two)
    expect(below.get('aa')).toEqual(one)
    expect(below.changes()).toEqual([])
  })

  test('is taken over whole, deletions too', () => {
    const below = new StateDraft(base)
    below.set('aa', two)
    below.set('cc', one)
    const top = new StateDraft(below)
    expect(top.get('aa')).toEqual(two)
    top.set('aa', undefined)
    top.set('cc', undefined)
    top.set('dd', two)
    below.accept(top)
    expect(below.changes()).toEqual([
      ['aa', undefined],
      ['dd', two],
    ])
  })
})

test('whatever is written in whatever nesting, accepted or dropped, the changes lead from the state to what a map would hold', () => {
  const key = fc.constantFrom('00', '01', '02', '03', '04')
  const write = fc.tuple(key, fc.option(fc.uint8Array({ maxLength: 2 }), { nil: undefined }))
  const layer = fc.record({ writes: fc.array(write, { maxLength: 5 }), isKept: fc.boolean() })
  fc.assert(
    fc.property(fc.array(write, { maxLength: 5 }), fc.array(layer, { maxLength: 5 }), (entries, layers) => {
      const map = new Map(
        entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
      )
      const state = emptyState().with([...map])
      const draft = new StateDraft(state)
      for (const { writes, isKept } of layers) {
        const top = new StateDraft(draft)
        for (const [key, value] of writes) top.set(key, value)
        if (!isKept) continue
        draft.accept(top)
        for (const [key, value] of writes) value === undefined ? map.delete(key) : map.set(key, value)
      }
      expect(new Map(state.with(draft.changes()).entries())).toEqual(map)
      expect(state.with(draft.changes()).root()).toBe(
        emptyState()
          .with([...map])
          .root(),
      )
    }),
    { numRuns: 300 },
  )
})
