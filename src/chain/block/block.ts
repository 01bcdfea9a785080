import type { StateChange } from '../state/state-draft.ts'
import type { Transaction } from '../transaction/transaction.ts'
import type { Header } from './header.ts'

/** A header with the transactions that its `txRoot` commits to, in order. */
export interface Block {
  readonly header: Header
  readonly transactions: readonly Transaction[]
}

/** Something that a transaction made happen and that others may want to know and prove. `data` is text, so that it reads the same everywhere. */
export interface BlockEvent {
  /** Who says so: the name of a rule's part (`stake`, `authority`), or a contract's address. */
  readonly source: string
  readonly name: string
  readonly data: readonly string[]
}

/** What applying one transaction came to; committed to by the header's `receiptRoot`. */
export interface Receipt {
  readonly status: 'applied' | 'failed'
  /** Fee actually paid, base units. */
  readonly fee: bigint
  /** Gas used. */
  readonly gas: bigint
  /** The failure's code, or the empty string. */
  readonly code: string
  /** What failed code said, with the line of its source. */
  readonly message: string
  /** What code returned (contracts/encode-value.ts); undefined where none ran. */
  readonly result: Uint8Array | undefined
  readonly events: readonly BlockEvent[]
  /** The entries of the state that it changed, with their new values, in ascending order of keys. */
  readonly changes: readonly StateChange[]
}
