import type { Result } from '#lib/result.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { CborValue } from '../codec.ts'
import type { Violation } from '../rules.ts'
import type { Payload } from './transaction.ts'

/** The summary of a transaction of any kind, for lists and histories. */
export interface Summary {
  /** The other party, where there is one. */
  readonly to?: Address
  /** Is `to` a contract's address? Its text has another prefix. */
  readonly toContract?: boolean
  /** The moved amount; 0 where none is. */
  readonly amount: Amount
  /** The sender's own words, or a few about the payload. */
  readonly text: string
  /** Other fields of the payload, for people. */
  readonly detail: Readonly<Record<string, string>>
}

/**
 * How a kind of transaction is written and read: its number on the wire and its payload tuple. `apply/` and
 * `consensus/` define its effect.
 */
export interface TransactionKind<P extends Payload> {
  readonly code: number
  encode(payload: P): CborValue
  /** The sanity stage of the payload alone. */
  decode(value: CborValue): Result<P, Violation>
  summary(payload: P): Summary
}
