import type { Result } from '../../lib/result.ts'
import type { Amount } from '../amount.ts'
import type { Violation } from '../rules.ts'
import type { State } from '../state/state.ts'
import type { Payload, UnsignedTransaction } from '../transaction/transaction.ts'

/** The state after a payload, and the keys (hex) that it may have changed. */
export interface Effect {
  readonly state: State
  readonly touched: readonly string[]
}

/** What a kind of transaction does. The sender's nonce, the fee and what the payload spends were taken before. */
export interface PayloadEffect<P extends Payload> {
  /** What the sender gives beside the fee. */
  spends(payload: P): Amount
  apply(state: State, tx: UnsignedTransaction, payload: P): Result<Effect, Violation>
}
