import { err, type Result } from '#lib/result.ts'
import type { Address } from '../address.ts'
import { decode, encode } from '../codec.ts'
import { hashToBytes } from '../hash.ts'
import type { TxId } from '../ids.ts'
import {
  FILE_CID_BYTES,
  MAX_ENCODED_DEPTH,
  MAX_FILE_NAME_BYTES,
  MAX_MEDIA_TYPE_BYTES,
  MAX_MEMO_BYTES,
  MAX_TRANSACTION_BYTES,
} from '../limits.ts'
import { address, bytes, hash, safeInteger, text, tuple } from '../schema.ts'
import type { FilePayload, Transaction } from '../transaction/transaction.ts'

/** The record of a file: its sender, the transaction, and the sender's description. */
export interface FileRecord extends Omit<FilePayload, 'kind'> {
  readonly author: Address
  readonly txId: TxId
}

const recordTuple = tuple({
  cid: bytes(FILE_CID_BYTES),
  name: text(MAX_FILE_NAME_BYTES),
  sizeBytes: safeInteger,
  mediaType: text(MAX_MEDIA_TYPE_BYTES),
  note: text(MAX_MEMO_BYTES),
  author: address,
  txId: hash<TxId>(),
})

/**
 * Encodes a block's record of a file, a leaf of its file root: [cid, name, size in bytes, media type, note,
 * sender, transaction id]. With a header and a path it shows who recorded a file and when. Undefined for a
 * transaction of another kind.
 */
export function encodeFileRecord({ payload, sender, id }: Transaction): Uint8Array | undefined {
  if (payload.kind !== 'file') return undefined
  const { cid, name, sizeBytes, mediaType, note } = payload
  return encode([cid, name, sizeBytes, mediaType, note, sender, hashToBytes(id)])
}

/** Decodes a record that somebody shows, as a leaf of a block's files. */
export function decodeFileRecord(encoded: Uint8Array): Result<FileRecord, string> {
  const decoded = decode(encoded, { maxBytes: MAX_TRANSACTION_BYTES, maxDepth: MAX_ENCODED_DEPTH })
  return decoded.ok ? recordTuple(decoded.value) : err(decoded.error.message)
}
