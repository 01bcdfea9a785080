import type { Result } from '#lib/result.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { CborValue } from '../codec.ts'
import type { Violation } from '../rules.ts'
import type { Payload } from './transaction.ts'

/** What lists and histories tell of a transaction of any kind. */
export interface Summary {
  /** The other party, where there is one. */
  readonly to?: Address
  /** Is `to` a contract's address? It is written in another way. */
  readonly toContract?: boolean
  /** What is moved; 0 where nothing is. */
  readonly amount: Amount
  /** A few words of the sender's or about the payload. */
  readonly text: string
  /** What else the payload says, by field; for people. */
  readonly detail: Readonly<Record<string, string>>
}

/** How a kind of transaction is written and read: its number on the wire and its payload tuple. What it does is in `apply/` and `consensus/`. */
export interface TransactionKind<P extends Payload> {
  readonly code: number
  encode(payload: P): CborValue
  /** Sanity of the payload by itself. */
  decode(value: CborValue): Result<P, Violation>
  summary(payload: P): Summary
}
