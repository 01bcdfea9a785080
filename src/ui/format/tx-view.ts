import type { TxResult } from '#api/results.ts'
import type { PendingRow, TxRow } from '#storage/rows.ts'
import { confirmedTx, unconfirmedTx } from '#views/tx.ts'
import { movesCoins } from './kind-words.ts'

/**
 * Merges unconfirmed and confirmed transactions: waiting ones first, then by time. If both lists have one,
 * between a block's commit and the next run of a query, the confirmed one counts.
 */
export function mergedHistory(
  unconfirmed: readonly PendingRow[],
  confirmed: readonly TxRow[],
  finalHeight: number,
): TxResult[] {
  const onChain = new Set(confirmed.map(row => row.id))
  const off = unconfirmed.filter(row => !onChain.has(row.id)).map(unconfirmedTx)
  const dropped = off.filter(tx => tx.status === 'dropped')
  const settled = confirmed.map(row => confirmedTx(row, finalHeight))
  return [...off.filter(tx => tx.status !== 'dropped'), ...woven(settled, dropped)]
}

/**
 * Merges two lists in their order; a dropped transaction comes before the first settled one that is older.
 */
function woven(settled: readonly TxResult[], dropped: readonly TxResult[]): TxResult[] {
  const out: TxResult[] = []
  let next = 0
  for (const tx of settled) {
    for (let gone = dropped[next]; gone && gone.timestamp > tx.timestamp; gone = dropped[++next])
      out.push(gone)
    out.push(tx)
  }
  return [...out, ...dropped.slice(next)]
}

/**
 * How a transaction changes the balances of the given own addresses together; a payment among them costs its
 * fee. Coins that an epoch releases later, rewards for evidence and payments by contracts are not included.
 */
export function effectOn(tx: TxResult, own: ReadonlySet<string>): bigint {
  const moved = tx.status === 'failed' ? 0n : tx.amount
  const spent = own.has(tx.from) ? (movesCoins(tx.kind) ? moved : 0n) + (tx.feePaid ?? tx.feeOffered) : 0n
  const got = tx.to !== undefined && own.has(tx.to) ? moved : 0n
  return got - spent
}
