import type { ReceiptResult, TxResult } from '#api/results.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { PendingRow, TxRow } from '#storage/rows.ts'
import { movesCoins } from './kind-words.ts'

/** A confirmed row as the screens show it; final from `finalHeight` down. */
export function txFromRow(row: TxRow, finalHeight: number): TxResult {
  const failed = row.receipt.status === 'failed'
  return {
    id: row.id,
    kind: row.kind,
    status: failed ? 'failed' : row.height <= finalHeight ? 'final' : 'confirmed',
    from: row.sender,
    ...(row.to === undefined ? {} : { to: row.to }),
    amount: row.amount,
    fee: row.receipt.fee,
    nonce: row.nonce,
    memo: row.memo,
    detail: row.detail,
    timestamp: row.timestamp,
    blockHeight: row.height,
    blockId: row.blockId,
    receipt: receiptFromRow(row.receipt),
    ...(failed ? { reason: row.receipt.code } : {}),
  }
}

function receiptFromRow({ result, events, changes, ...receipt }: TxRow['receipt']): ReceiptResult {
  return {
    ...receipt,
    result: result === undefined ? null : bytesToHex(result),
    events: events.map(event => ({ ...event, data: [...event.data] })),
    changes: changes.map(([key, value]) => ({ key, value: value === undefined ? null : bytesToHex(value) })),
  }
}

/** An own transaction that is on no block. */
export function txFromPending(row: PendingRow): TxResult {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    from: row.sender,
    ...(row.to === undefined ? {} : { to: row.to }),
    amount: row.amount,
    fee: row.fee,
    nonce: row.nonce,
    memo: row.memo,
    detail: row.detail,
    timestamp: row.addedAt,
    ...(row.reason === undefined ? {} : { reason: row.reason }),
  }
}

/**
 * One history out of the unconfirmed and the confirmed: waiting ones first, then by time. Between a block's commit and the next
 * run of a query a transaction can be in both; the chain's word counts.
 */
export function mergedHistory(
  unconfirmed: readonly PendingRow[],
  confirmed: readonly TxRow[],
  finalHeight: number,
): TxResult[] {
  const onChain = new Set(confirmed.map(row => row.id))
  const off = unconfirmed.filter(row => !onChain.has(row.id)).map(txFromPending)
  const dropped = off.filter(tx => tx.status === 'dropped')
  const settled = confirmed.map(row => txFromRow(row, finalHeight))
  return [...off.filter(tx => tx.status !== 'dropped'), ...woven(settled, dropped)]
}

/** Both lists keep their order; a dropped one stands before the first settled one that is older. */
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
 * How a transaction changes the balances of the given own addresses together; a payment among them costs its fee. Coins that an epoch
 * releases later, a reward for evidence and what a contract pays are not part of it.
 */
export function effectOn(tx: TxResult, own: ReadonlySet<string>): bigint {
  const moved = tx.status === 'failed' ? 0n : tx.amount
  const spent = own.has(tx.from) ? (movesCoins(tx.kind) ? moved : 0n) + tx.fee : 0n
  const got = tx.to !== undefined && own.has(tx.to) ? moved : 0n
  return got - spent
}
