import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { decode, encode } from '../codec.ts'
import { MAX_ENCODED_DEPTH, MAX_RECEIPT_BYTES } from '../limits.ts'
import { anyBytes, list, nullable, safeInteger, text, tuple, unsigned } from '../schema.ts'
import type { Receipt } from './block.ts'

const STATUS = ['applied', 'failed'] as const satisfies Receipt['status'][]

/** No bound of its own: the size of the encoding bounds the content. */
const MANY = Number.MAX_SAFE_INTEGER
const anyText = text(MAX_RECEIPT_BYTES)

const receiptTuple = tuple({
  status: safeInteger,
  fee: unsigned,
  gas: unsigned,
  code: anyText,
  message: anyText,
  result: nullable(anyBytes),
  events: list(tuple({ source: anyText, name: anyText, data: list(anyText, MANY) }), MANY),
  changes: list(tuple({ key: anyBytes, value: nullable(anyBytes) }), MANY),
})

/**
 * A receipt on the wire: [status, fee, gas, code, message, result or null, events as [source, name, data],
 * changes as [key, value or null]].
 */
export const encodeReceipt = ({
  status,
  fee,
  gas,
  code,
  message,
  result,
  events,
  changes,
}: Receipt): Uint8Array =>
  encode([
    STATUS.indexOf(status),
    fee,
    gas,
    code,
    message,
    result ?? null,
    events.map(({ source, name, data }) => [source, name, [...data]]),
    changes.map(([key, value]) => [hexToBytes(key), value ?? null]),
  ])

/** Decodes a receipt that somebody shows, as a leaf of a block's receipts. */
export function decodeReceipt(bytes: Uint8Array): Result<Receipt, string> {
  const decoded = decode(bytes, { maxBytes: MAX_RECEIPT_BYTES, maxDepth: MAX_ENCODED_DEPTH })
  if (!decoded.ok) return err(decoded.error.message)
  const read = receiptTuple(decoded.value)
  if (!read.ok) return read
  const status = STATUS[read.value.status]
  if (status === undefined) return err(`status: ${read.value.status} is neither 0 nor 1`)
  return ok({
    ...read.value,
    status,
    changes: read.value.changes.map(({ key, value }) => [bytesToHex(key), value] as const),
  })
}
