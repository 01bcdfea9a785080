import type { Result } from '../../lib/result.ts'
import type { CborValue } from '../codec.ts'
import type { Violation } from '../rules.ts'
import type { Payload } from './transaction.ts'

/** How a kind of transaction is written and read: its number on the wire and its payload tuple. What it does is in `apply/`. */
export interface TransactionKind<P extends Payload> {
  readonly code: number
  encode(payload: P): CborValue
  /** Sanity of the payload by itself. */
  decode(value: CborValue): Result<P, Violation>
}
