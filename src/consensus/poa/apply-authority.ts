import { type Address, formatAddress } from '../../chain/address.ts'
import { ZERO } from '../../chain/amount.ts'
import type { PayloadEffect } from '../../chain/apply/consensus-rules.ts'
import type { BlockEvent } from '../../chain/block/block.ts'
import { MAX_AUTHORITIES } from '../../chain/limits.ts'
import { failure, type TransactionFailure } from '../../chain/rules.ts'
import type { AuthorityPayload } from '../../chain/transaction/transaction.ts'
import { unreachable } from '../../lib/assert.ts'
import { bytesEqual } from '../../lib/bytes.ts'
import { ok, type Result } from '../../lib/result.ts'
import { type Authorities, readAuthorities, writeAuthorities } from './authorities.ts'

/** The admin changes who takes turns, or who is admin. It counts from the next block on. */
export const applyAuthority: PayloadEffect<AuthorityPayload> = {
  spends: () => ZERO,

  apply(draft, { sender }, payload) {
    const before = readAuthorities(draft)
    if (!bytesEqual(sender, before.admin)) {
      return failure('AUTHORITY_NOT_ADMIN', `only the admin, ${formatAddress(before.admin)}, may do this`)
    }
    const after = changed(before, payload)
    if (!after.ok) return after
    writeAuthorities(draft, after.value)
    return ok({ events: [eventOf(payload)] })
  },
}

function changed(
  before: Authorities,
  { action, address }: AuthorityPayload,
): Result<Authorities, TransactionFailure> {
  switch (action) {
    case 'add':
      return added(before, address)
    case 'remove':
      return removed(before, address)
    case 'admin':
      return ok({ ...before, admin: address })
    default:
      return unreachable(action)
  }
}

function added(before: Authorities, address: Address): Result<Authorities, TransactionFailure> {
  const { authorities } = before
  if (has(authorities, address)) {
    return failure('AUTHORITY_KNOWN', `${formatAddress(address)} is an authority already`)
  }
  if (authorities.length >= MAX_AUTHORITIES) {
    return failure('AUTHORITY_TOO_MANY', `there are ${MAX_AUTHORITIES} authorities; remove one first`)
  }
  return ok({ ...before, authorities: [...authorities, address] })
}

function removed(before: Authorities, address: Address): Result<Authorities, TransactionFailure> {
  const { authorities } = before
  if (!has(authorities, address)) {
    return failure('AUTHORITY_UNKNOWN', `${formatAddress(address)} is no authority`)
  }
  if (authorities.length === 1) {
    return failure('AUTHORITY_LAST', 'without its last authority the network would stop; add another first')
  }
  return ok({ ...before, authorities: authorities.filter(authority => !bytesEqual(authority, address)) })
}

const has = (authorities: readonly Address[], address: Address): boolean =>
  authorities.some(authority => bytesEqual(authority, address))

const EVENT_NAMES = { add: 'added', remove: 'removed', admin: 'admin' } as const

const eventOf = ({ action, address }: AuthorityPayload): BlockEvent => ({
  source: 'authority',
  name: EVENT_NAMES[action],
  data: [formatAddress(address)],
})
