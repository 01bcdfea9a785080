import type { StateChange } from '../state/state-draft.ts'
import type { Transaction } from '../transaction/transaction.ts'
import type { Header } from './header.ts'

/** A header with the transactions that its `txRoot` commits to, in order. */
export interface Block {
  readonly header: Header
  readonly transactions: readonly Transaction[]
}

/**
 * An event that a transaction emitted, and that others may want to find and prove. `data` is text, so that it
 * reads the same everywhere.
 */
export interface BlockEvent {
  /**
   * The source of the event: the name of a part of the rules (`stake`, `authority`), or a contract's address.
   */
  readonly source: string
  readonly name: string
  readonly data: readonly string[]
}

/** The outcome of one transaction; the header's `receiptRoot` commits to it. */
export interface Receipt {
  readonly status: 'applied' | 'failed'
  /** The fee that was paid, in base units. */
  readonly fee: bigint
  /** Gas used. */
  readonly gas: bigint
  /** The failure's code, or the empty string. */
  readonly code: string
  /** The error message of failed code, with the line of its source. */
  readonly message: string
  /** The value that code returned (contracts/encode-value.ts); undefined where none ran. */
  readonly result: Uint8Array | undefined
  readonly events: readonly BlockEvent[]
  /** The entries of the state that it changed, with their new values, in ascending order of keys. */
  readonly changes: readonly StateChange[]
}
