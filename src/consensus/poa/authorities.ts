import type { Address } from '../../chain/address.ts'
import { encode } from '../../chain/codec.ts'
import { MAX_AUTHORITIES } from '../../chain/limits.ts'
import { address, list, tuple } from '../../chain/schema.ts'
import { readEntry } from '../../chain/state/entry.ts'
import { KEY_SPACE } from '../../chain/state/key-space.ts'
import type { StateDraft, StateReader } from '../../chain/state/state-draft.ts'
import { known } from '../../lib/assert.ts'

/** Who may produce, and who decides that. */
export interface Authorities {
  readonly admin: Address
  /** In the order of their turns; never empty. */
  readonly authorities: readonly Address[]
}

const authoritiesTuple = tuple({ admin: address, authorities: list(address, MAX_AUTHORITIES) })

/** The network has one such entry: [admin, [authorities in the order of their turns]]. */
export const readAuthorities = (state: StateReader): Authorities =>
  known(readEntry(state, KEY_SPACE.authorities, authoritiesTuple), 'the authorities in the state')

export const writeAuthorities = (draft: StateDraft, { admin, authorities }: Authorities): void =>
  draft.set(KEY_SPACE.authorities, encode([admin, [...authorities]]))
