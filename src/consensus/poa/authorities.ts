import type { Address } from '#chain/address.ts'
import { encode } from '#chain/codec.ts'
import { MAX_AUTHORITIES, MAX_AUTHORITY_SETS } from '#chain/limits.ts'
import { address, list, safeInteger, tuple } from '#chain/schema.ts'
import { readEntry } from '#chain/state/entry.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import type { StateDraft, StateReader } from '#chain/state/state-draft.ts'
import { known } from '#lib/assert.ts'

/** The addresses that may produce, and the admin. */
export interface Authorities {
  readonly admin: Address
  /** In the order of their turns; never empty. */
  readonly authorities: readonly Address[]
}

/** The set in force after the block at `from`, until the next set. */
interface AuthoritySet extends Authorities {
  readonly from: number
}

/**
 * Sets by ascending height: the last is in force, and the first was in force at the final block and decides
 * on finality.
 */
export type AuthoritySets = readonly AuthoritySet[]

const setsList = list(
  tuple({ from: safeInteger, admin: address, authorities: list(address, MAX_AUTHORITIES) }),
  MAX_AUTHORITY_SETS,
)

/** The network's one entry: [[from, admin, [authorities in the order of their turns]], …]. */
export const readSets = (state: StateReader): AuthoritySets =>
  known(readEntry(state, KEY_SPACE.authorities, setsList), 'the authorities in the state')

export const writeSets = (draft: StateDraft, sets: AuthoritySets): void =>
  draft.set(
    KEY_SPACE.authorities,
    encode(sets.map(({ from, admin, authorities }) => [from, admin, [...authorities]])),
  )

/** The authorities in force. */
export const readAuthorities = (state: StateReader): Authorities =>
  known(readSets(state).at(-1), 'a set of authorities')

/** The authorities after the block at `height`, which is not below the final one. */
export const authoritiesAt = (state: StateReader, height: number): Authorities =>
  known(
    readSets(state).findLast(({ from }) => from <= height),
    `authorities at height ${height}`,
  )

/**
 * Adds a set that is in force after the block at `from`, and removes those that were over by the final one.
 */
export function withSet(sets: AuthoritySets, set: AuthoritySet, finalHeight: number): AuthoritySets {
  const after = [...sets.filter(({ from }) => from < set.from), set]
  const first = after.findLastIndex(({ from }) => from <= finalHeight)
  return after.slice(Math.max(first, 0))
}
