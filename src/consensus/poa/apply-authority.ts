import { type Address, formatAddress } from '#chain/address.ts'
import { ZERO } from '#chain/amount.ts'
import type { PayloadEffect } from '#chain/apply/consensus-rules.ts'
import type { BlockEvent } from '#chain/block/block.ts'
import { MAX_AUTHORITIES, MAX_AUTHORITY_SETS } from '#chain/limits.ts'
import { failure, type TransactionFailure } from '#chain/rules.ts'
import type { AuthorityPayload } from '#chain/transaction/transaction.ts'
import { known, unreachable } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import { type Authorities, readAuthorities, readSets, withSet, writeSets } from './authorities.ts'

/**
 * Changes the authorities or the admin. The change is in force from the next block on. Until it is final
 * itself, the authorities before it decide on finality too, so that nobody becomes the majority of a lone
 * chain by changing the authorities there.
 */
export const applyAuthority: PayloadEffect<AuthorityPayload> = {
  spends: () => ZERO,

  apply(draft, { sender }, payload, { height, final }) {
    const sets = readSets(draft)
    const before = readAuthorities(draft)
    if (!bytesEqual(sender, before.admin)) {
      return failure('AUTHORITY_NOT_ADMIN', `only the admin, ${formatAddress(before.admin)}, may do this`)
    }
    const changed = change(before, payload)
    if (!changed.ok) return changed

    const finalHeight = known(final, 'final block of a signed chain').height
    const after = withSet(sets, { from: height, ...changed.value }, finalHeight)
    if (after.length > MAX_AUTHORITY_SETS) {
      return failure(
        'AUTHORITY_UNSETTLED',
        `${MAX_AUTHORITY_SETS - 1} changes wait to become final; try again when they are final`,
      )
    }
    writeSets(draft, after)
    return ok({ events: [eventOf(payload)] })
  },
}

function change(
  before: Authorities,
  { action, address }: AuthorityPayload,
): Result<Authorities, TransactionFailure> {
  switch (action) {
    case 'add':
      return added(before, address)
    case 'remove':
      return removed(before, address)
    case 'admin':
      return ok({ authorities: before.authorities, admin: address })
    default:
      return unreachable(action)
  }
}

function added(
  { admin, authorities }: Authorities,
  address: Address,
): Result<Authorities, TransactionFailure> {
  if (has(authorities, address)) {
    return failure('AUTHORITY_KNOWN', `${formatAddress(address)} is an authority already`)
  }
  if (authorities.length >= MAX_AUTHORITIES) {
    return failure('AUTHORITY_TOO_MANY', `there are ${MAX_AUTHORITIES} authorities; remove one first`)
  }
  return ok({ admin, authorities: [...authorities, address] })
}

function removed(
  { admin, authorities }: Authorities,
  address: Address,
): Result<Authorities, TransactionFailure> {
  if (!has(authorities, address)) {
    return failure('AUTHORITY_UNKNOWN', `${formatAddress(address)} is not an authority`)
  }
  if (authorities.length === 1) {
    return failure('AUTHORITY_LAST', 'without its last authority the network would stop; add another first')
  }
  return ok({ admin, authorities: authorities.filter(authority => !bytesEqual(authority, address)) })
}

const has = (authorities: readonly Address[], address: Address): boolean =>
  authorities.some(authority => bytesEqual(authority, address))

const EVENT_NAMES = { add: 'added', remove: 'removed', admin: 'admin' } as const

const eventOf = ({ action, address }: AuthorityPayload): BlockEvent => ({
  source: 'authority',
  name: EVENT_NAMES[action],
  data: [formatAddress(address)],
})
