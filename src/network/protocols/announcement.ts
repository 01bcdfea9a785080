import { encode } from '#chain/codec.ts'
import { hashFromBytes } from '#chain/hash.ts'
import type { TxId } from '#chain/ids.ts'
import { MAX_HEADER_BYTES } from '#chain/limits.ts'
import { anyBytes, type Reader, tuple } from '#chain/schema.ts'
import { concatBytes, hexToBytes } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { MAX_ANNOUNCED_IDS, MAX_BLOCK_MESSAGE_BYTES } from '../limits.ts'
import type { BlockAnnouncement } from '../network.ts'
import { readMessage, type WireViolation } from './wire.ts'

const ID_BYTES = 32

/**
 * The announcement of a block. A block with too many transactions to list is announced without their ids, and
 * peers request its body.
 */
export const announcedOf = ({ header, txIds }: BlockAnnouncement): BlockAnnouncement => ({
  header,
  txIds: txIds.length <= MAX_ANNOUNCED_IDS ? txIds : [],
})

/** [header bytes, the transactions' ids one after another] */
export function encodeAnnouncement({ header, txIds }: BlockAnnouncement): Uint8Array {
  return encode([header, concatBytes(...txIds.map(hexToBytes))])
}

const readFields: Reader<BlockAnnouncement> = value => {
  const read = tuple({ header: anyBytes, txIds: anyBytes })(value)
  if (!read.ok) return read
  const { header, txIds } = read.value
  if (header.length > MAX_HEADER_BYTES) return err(`header: ${header.length} bytes`)
  if (txIds.length % ID_BYTES !== 0) return err(`txIds: ${txIds.length} bytes are not a whole number of ids`)
  return ok({
    header,
    txIds: Array.from({ length: txIds.length / ID_BYTES }, (_, i) =>
      hashFromBytes<TxId>(txIds.subarray(i * ID_BYTES, (i + 1) * ID_BYTES)),
    ),
  })
}

export const decodeAnnouncement = (bytes: Uint8Array): Result<BlockAnnouncement, WireViolation> =>
  readMessage(bytes, readFields, MAX_BLOCK_MESSAGE_BYTES)
