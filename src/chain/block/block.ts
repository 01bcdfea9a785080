import type { Transaction } from '../transaction/transaction.ts'
import type { Header } from './header.ts'

/** A header with the transactions that its `txRoot` commits to, in order. */
export interface Block {
  readonly header: Header
  readonly transactions: readonly Transaction[]
}

/** What applying one transaction came to; committed to by the header's `receiptRoot`. */
export interface Receipt {
  readonly status: 'applied' | 'failed'
  /** Fee actually paid, base units. */
  readonly fee: bigint
  /** Gas used; 0 for transactions that run no code. */
  readonly gas: bigint
  /** The failure's code, or the empty string. */
  readonly code: string
}
