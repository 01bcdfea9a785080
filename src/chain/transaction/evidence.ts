import { compareBytes } from '#lib/bytes.ts'
import { ok } from '#lib/result.ts'
import { ZERO } from '../amount.ts'
import { decodeHeader } from '../block/header-codec.ts'
import { MAX_HEADER_BYTES } from '../limits.ts'
import { violation } from '../rules.ts'
import { bytesUpTo, conform, tuple } from '../schema.ts'
import type { EvidencePayload } from './transaction.ts'
import type { TransactionKind } from './transaction-kind.ts'

const payloadTuple = tuple({ first: bytesUpTo(MAX_HEADER_BYTES), second: bytesUpTo(MAX_HEADER_BYTES) })

/**
 * `evidence` on the wire: [first, second], two encoded headers in ascending order, so that a pair has one
 * encoding only.
 */
export const evidence: TransactionKind<EvidencePayload> = {
  code: 3,

  encode: ({ first, second }) => [first, second],

  decode(value) {
    const read = conform(value, payloadTuple, 'TX_SCHEMA')
    if (!read.ok) return read
    if (compareBytes(read.value.first, read.value.second) >= 0) {
      return violation('TX_SCHEMA', 'evidence: the first header must be the lower one in the order of bytes')
    }
    return ok({ kind: 'evidence', ...read.value })
  },

  summary({ first, second }) {
    const [a, b] = [decodeHeader(first), decodeHeader(second)]
    // headers that do not decode fail later, with a code in the receipt
    if (!a.ok || !b.ok) return { amount: ZERO, text: '', detail: {} }
    return { to: a.value.producer, amount: ZERO, text: '', detail: { first: a.value.id, second: b.value.id } }
  },
}
