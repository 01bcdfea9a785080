import { ok } from '#lib/result.ts'
import { MAX_MEMO_BYTES } from '../limits.ts'
import { violation } from '../rules.ts'
import { address, amount, conform, text, tuple } from '../schema.ts'
import type { TransferPayload } from './transaction.ts'
import type { TransactionKind } from './transaction-kind.ts'

const payloadTuple = tuple({ to: address, amount, memo: text(MAX_MEMO_BYTES) })

/** `transfer` on the wire: [to, amount, memo]. */
export const transfer: TransactionKind<TransferPayload> = {
  code: 0,

  encode: ({ to, amount, memo }) => [to, amount, memo],

  decode(value) {
    const read = conform(value, payloadTuple, 'TX_SCHEMA')
    if (!read.ok) return read
    if (read.value.amount === 0n) return violation('TX_AMOUNT_ZERO', 'a transfer must move at least 0.000001')
    return ok({ kind: 'transfer', ...read.value })
  },

  summary: ({ to, amount, memo }) => ({ to, amount, text: memo, detail: {} }),
}
