import type { ReceiptResult, TxResult } from '#api/results.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { PendingRow, TxRow } from '#storage/rows.ts'

/** A transaction on the main chain; it is final if its block is at `finalHeight` or below. */
export function confirmedTx(row: TxRow, finalHeight: number): TxResult {
  const { receipt } = row
  const failed = receipt.status === 'failed'
  return {
    ...fieldsOf(row),
    status: failed ? 'failed' : row.height <= finalHeight ? 'final' : 'confirmed',
    feePaid: receipt.fee,
    timestamp: row.timestamp,
    blockHeight: row.height,
    blockId: row.blockId,
    receipt: receiptResult(receipt),
    ...(failed ? { reason: receipt.code } : {}),
  }
}

/** A transaction outside the chain: pending or dropped. */
export function unconfirmedTx(row: Omit<PendingRow, 'bytes'>): TxResult {
  return {
    ...fieldsOf(row),
    status: row.status === 'dropped' ? 'dropped' : 'pending',
    timestamp: row.addedAt,
    ...(row.reason === undefined ? {} : { reason: row.reason }),
  }
}

/** The fields that its sender signed. */
function fieldsOf({
  id,
  kind,
  sender,
  to,
  amount,
  fee,
  nonce,
  memo,
  detail,
}: TxRow | Omit<PendingRow, 'bytes'>) {
  return {
    id,
    kind,
    from: sender,
    ...(to === undefined ? {} : { to }),
    amount,
    feeOffered: fee,
    nonce,
    memo,
    detail,
  }
}

function receiptResult({ result, changes, events, ...receipt }: TxRow['receipt']): ReceiptResult {
  return {
    ...receipt,
    result: result === undefined ? null : bytesToHex(result),
    events: events.map(event => ({ ...event, data: [...event.data] })),
    changes: changes.map(([key, value]) => ({ key, value: value === undefined ? null : bytesToHex(value) })),
  }
}
