import { formatAddress } from '#chain/address.ts'
import type { TxId } from '#chain/ids.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { TipChange } from '#node/chain/chain.ts'
import { summaryRow } from '#node/chain/summary-row.ts'
import type { PendingRow } from '#storage/rows.ts'
import { OWN_TRANSACTIONS } from './limits.ts'
import type { DropReason } from './mempool.ts'

/** Why a transaction was dropped, in a person's words. */
const DROP_WORDS: Record<DropReason, string> = {
  replaced: 'it was replaced by another transaction with the same nonce',
  evicted: 'it was evicted from the full mempool by transactions with higher fees',
  expired: 'it was not included in a block for a day',
  'nonce-used': 'another transaction with the same nonce is in a block',
  unfunded: 'the balance no longer covers it',
  bug: 'a bug of this app keeps it out of blocks; update the app',
}

/**
 * This node's own transactions, from sending until they are final: the wallet's pending list, also after a
 * reload or a reorg. It changes rows; the caller stores them.
 */
export class OwnTransactions {
  readonly #rows = new Map<string, PendingRow>()

  load(rows: readonly PendingRow[]): void {
    for (const row of rows) this.#rows.set(row.id, row)
  }

  get(id: string): PendingRow | undefined {
    return this.#rows.get(id)
  }

  /** All that are in memory. */
  rows(): PendingRow[] {
    return [...this.#rows.values()]
  }

  /** Pending ones, oldest first. */
  waiting(): PendingRow[] {
    return [...this.#rows.values()].filter(row => row.status === 'pending').sort((a, b) => a.nonce - b.nonce)
  }

  /** Transactions that become pending again when the blocks above this height are forgotten. */
  waitingAbove(height: number): PendingRow[] {
    return this.rows().flatMap(({ height: taken = Number.POSITIVE_INFINITY, reason: _, ...row }) =>
      row.status === 'dropped' || taken <= height ? [] : { ...row, status: 'pending' as const },
    )
  }

  add(tx: Transaction, addedAt: number): PendingRow {
    const { to, amount, text, detail } = summaryRow(tx)
    const row: PendingRow = {
      id: tx.id,
      bytes: tx.bytes,
      kind: tx.payload.kind,
      sender: formatAddress(tx.sender),
      ...(to === undefined ? {} : { to }),
      amount,
      fee: tx.fee,
      nonce: tx.nonce,
      memo: text,
      detail,
      addedAt,
      status: 'pending',
    }
    this.#rows.set(row.id, row)
    return row
  }

  drop(id: TxId, reason: DropReason): PendingRow | undefined {
    const row = this.#rows.get(id)
    if (row?.status !== 'pending') return undefined
    return this.#put({ ...row, status: 'dropped', reason: DROP_WORDS[reason] })
  }

  /**
   * Records why a pending transaction is not in the pool, or undefined once it is. Returns the row if it
   * changed.
   */
  heldBack(id: TxId, why: string | undefined): PendingRow | undefined {
    const row = this.#rows.get(id)
    if (row?.status !== 'pending' || row.reason === why) return undefined
    const { reason: _, ...rest } = row
    return this.#put(why === undefined ? rest : { ...rest, reason: why })
  }

  /**
   * The transaction is in the pool again although it was dropped, because a peer that still had it sent it.
   */
  waitsAgain(id: TxId): PendingRow | undefined {
    const row = this.#rows.get(id)
    if (row?.status !== 'dropped') return undefined
    const { reason: _, ...rest } = row
    return this.#put({ ...rest, status: 'pending' })
  }

  /** The rows that a tip change alters: reverted ones become pending again, connected ones confirmed. */
  settled(change: TipChange): PendingRow[] {
    const rows = new Map<string, PendingRow>()
    for (const { transactions } of change.reverted) {
      for (const tx of transactions) {
        const row = this.#rows.get(tx.id)
        if (!row) continue
        const { height: _, ...rest } = row
        rows.set(row.id, { ...rest, status: 'pending' })
      }
    }
    for (const { node, transactions } of change.connected) {
      for (const tx of transactions) {
        const row = this.#rows.get(tx.id)
        if (!row) continue
        const { reason: _, ...rest } = row
        rows.set(row.id, { ...rest, status: 'confirmed', height: node.header.height })
      }
    }
    return [...rows.values()]
  }

  /** Takes over the rows of a tip change after they were stored. */
  accept(rows: readonly PendingRow[]): void {
    for (const row of rows) this.#rows.set(row.id, row)
    for (const row of this.#rows.values()) {
      if (this.#rows.size <= OWN_TRANSACTIONS) return
      if (row.status !== 'pending') this.#rows.delete(row.id)
    }
  }

  #put(row: PendingRow): PendingRow {
    this.#rows.set(row.id, row)
    return row
  }
}
