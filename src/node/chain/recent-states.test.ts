import { expect, test } from 'vitest'
import type { BlockId } from '#chain/ids.ts'
import { emptyState } from '#chain/state/state.ts'
import { namedId } from '#testing/test-id.ts'
import { LEAST_STATE_BYTES, RECENT_STATES_BYTES } from './limits.ts'
import { RecentStates } from './recent-states.ts'

const id = (number: number) => namedId<BlockId>(String(number))
const kept = (states: RecentStates, of: number) =>
  Array.from({ length: of }, (_, i) => states.get(id(i)) !== undefined).filter(Boolean).length

test('more states are kept for blocks that change little than for blocks that change much', () => {
  const little = new RecentStates()
  const much = new RecentStates()
  const value = new Uint8Array(64 * 1024)
  const changes = Array.from({ length: 128 }, (_, i) => [`07${i}`, value] as const)
  for (let i = 0; i < 40; i++) {
    little.keep(id(i), emptyState(), [['00', undefined]])
    much.keep(id(i), emptyState(), changes)
  }
  expect(kept(little, 40)).toBe(RECENT_STATES_BYTES / LEAST_STATE_BYTES)
  expect(kept(much, 40)).toBe(3)
  expect(much.get(id(39))).toBeDefined()
})
