import { type Address, formatAddress } from '../../chain/address.ts'
import { ZERO } from '../../chain/amount.ts'
import type { BlockContext, PayloadEffect } from '../../chain/apply/consensus-rules.ts'
import type { BlockEvent } from '../../chain/block/block.ts'
import { MAX_AUTHORITIES, MAX_AUTHORITY_SETS } from '../../chain/limits.ts'
import { failure, type TransactionFailure } from '../../chain/rules.ts'
import type { AuthorityPayload } from '../../chain/transaction/transaction.ts'
import { known } from '../../lib/assert.ts'
import { bytesEqual } from '../../lib/bytes.ts'
import { ok, type Result } from '../../lib/result.ts'
import { type Authorities, inForce, readAuthorities, withSet, writeAuthorities } from './authorities.ts'

/**
 * The admin changes who takes turns, or who is admin. It counts from the next block on; for what becomes final, from when it is final itself, so that
 * nobody becomes the majority of a lone chain by a change there.
 */
export const applyAuthority: PayloadEffect<AuthorityPayload> = {
  spends: () => ZERO,

  apply(draft, { sender }, payload, block) {
    const before = readAuthorities(draft)
    if (!bytesEqual(sender, before.admin)) {
      return failure('AUTHORITY_NOT_ADMIN', `only the admin, ${formatAddress(before.admin)}, may do this`)
    }
    const after = changed(before, payload, block)
    if (!after.ok) return after
    if (after.value.sets.length > MAX_AUTHORITY_SETS) {
      return failure(
        'AUTHORITY_UNSETTLED',
        `${MAX_AUTHORITY_SETS - 1} changes wait to become final; try again when they are`,
      )
    }
    writeAuthorities(draft, after.value)
    return ok({ events: [eventOf(payload)] })
  },
}

function changed(
  before: Authorities,
  { action, address }: AuthorityPayload,
  { height, final }: BlockContext,
): Result<Authorities, TransactionFailure> {
  if (action === 'admin') return ok({ ...before, admin: address })
  const authorities = inForce(before)
  const after = action === 'add' ? added(authorities, address) : removed(authorities, address)
  if (!after.ok) return after
  const set = { from: height, authorities: after.value }
  return ok(withSet(before, set, known(final, 'final block of a signed chain').height))
}

function added(
  authorities: readonly Address[],
  address: Address,
): Result<readonly Address[], TransactionFailure> {
  if (has(authorities, address)) {
    return failure('AUTHORITY_KNOWN', `${formatAddress(address)} is an authority already`)
  }
  if (authorities.length >= MAX_AUTHORITIES) {
    return failure('AUTHORITY_TOO_MANY', `there are ${MAX_AUTHORITIES} authorities; remove one first`)
  }
  return ok([...authorities, address])
}

function removed(
  authorities: readonly Address[],
  address: Address,
): Result<readonly Address[], TransactionFailure> {
  if (!has(authorities, address)) {
    return failure('AUTHORITY_UNKNOWN', `${formatAddress(address)} is not an authority`)
  }
  if (authorities.length === 1) {
    return failure('AUTHORITY_LAST', 'without its last authority the network would stop; add another first')
  }
  return ok(authorities.filter(authority => !bytesEqual(authority, address)))
}

const has = (authorities: readonly Address[], address: Address): boolean =>
  authorities.some(authority => bytesEqual(authority, address))

const EVENT_NAMES = { add: 'added', remove: 'removed', admin: 'admin' } as const

const eventOf = ({ action, address }: AuthorityPayload): BlockEvent => ({
  source: 'authority',
  name: EVENT_NAMES[action],
  data: [formatAddress(address)],
})
