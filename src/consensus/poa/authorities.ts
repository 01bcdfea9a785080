import type { Address } from '../../chain/address.ts'
import { encode } from '../../chain/codec.ts'
import { MAX_AUTHORITIES, MAX_AUTHORITY_SETS } from '../../chain/limits.ts'
import { address, list, safeInteger, tuple } from '../../chain/schema.ts'
import { readEntry } from '../../chain/state/entry.ts'
import { KEY_SPACE } from '../../chain/state/key-space.ts'
import type { StateDraft, StateReader } from '../../chain/state/state-draft.ts'
import { assert, known } from '../../lib/assert.ts'

/** Who may produce after the block at `from`, until the next set. */
interface AuthoritySet {
  readonly from: number
  /** In the order of their turns; never empty. */
  readonly authorities: readonly Address[]
}

/** Who may produce, and who decides that. */
export interface Authorities {
  readonly admin: Address
  /** By height, ascending: the last is in force, and the first was at the final block, where it says who counts for what becomes final. */
  readonly sets: readonly AuthoritySet[]
}

const authoritiesTuple = tuple({
  admin: address,
  sets: list(tuple({ from: safeInteger, authorities: list(address, MAX_AUTHORITIES) }), MAX_AUTHORITY_SETS),
})

/** The network has one such entry: [admin, [[from, [authorities in the order of their turns]], …]]. */
export const readAuthorities = (state: StateReader): Authorities =>
  known(readEntry(state, KEY_SPACE.authorities, authoritiesTuple), 'the authorities in the state')

export const writeAuthorities = (draft: StateDraft, { admin, sets }: Authorities): void =>
  draft.set(
    KEY_SPACE.authorities,
    encode([admin, sets.map(({ from, authorities }) => [from, [...authorities]])]),
  )

/** Those whose turns come now. */
export const inForce = ({ sets }: Authorities): readonly Address[] =>
  known(sets.at(-1), 'a set of authorities').authorities

/** Those who were in force after the block at `height`, which is not below the final one. */
export function inForceAt({ sets }: Authorities, height: number): readonly Address[] {
  const set = sets.findLast(({ from }) => from <= height)
  assert(set, `authorities at height ${height}`)
  return set.authorities
}

/** With another set in force after the block at `from`, and without those that were over by the final one. */
export function withSet({ admin, sets }: Authorities, set: AuthoritySet, finalHeight: number): Authorities {
  const after = [...sets.filter(({ from }) => from < set.from), set]
  const first = after.findLastIndex(({ from }) => from <= finalHeight)
  return { admin, sets: after.slice(Math.max(first, 0)) }
}
