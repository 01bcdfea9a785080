import { ok, type Result } from '#lib/result.ts'
import { ZERO } from '../amount.ts'
import { formatCid } from '../cid.ts'
import { INVISIBLE } from '../invisible.ts'
import { FILE_CID_BYTES, MAX_FILE_NAME_BYTES, MAX_MEDIA_TYPE_BYTES, MAX_MEMO_BYTES } from '../limits.ts'
import { type Violation, violation } from '../rules.ts'
import { bytes, conform, safeInteger, text, tuple } from '../schema.ts'
import type { FilePayload } from './transaction.ts'
import type { TransactionKind } from './transaction-kind.ts'

const payloadTuple = tuple({
  cid: bytes(FILE_CID_BYTES),
  name: text(MAX_FILE_NAME_BYTES),
  sizeBytes: safeInteger,
  mediaType: text(MAX_MEDIA_TYPE_BYTES),
  note: text(MAX_MEMO_BYTES),
})

/** Version 1; codec raw or dag-pb, those of a file's root block; SHA2-256 of 32 bytes. */
const CID_PREFIXES = ['01551220', '01701220']

/** type/subtype of RFC 6838, lower case, without parameters. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/

/**
 * Dots that mean a folder, and names that are invisible: spaces, and the joiners that Persian and emoji need.
 */
const NO_NAME = /^(\.{1,2}|[\u200d \u00a0\u1680\u2000-\u200a\u200c\u202f\u205f\u3000]*)$/

/** `file` on the wire: [cid, name, size in bytes, media type, note]. */
export const file: TransactionKind<FilePayload> = {
  code: 5,

  encode: ({ cid, name, sizeBytes, mediaType, note }) => [cid, name, sizeBytes, mediaType, note],

  decode(value) {
    const read = conform(value, payloadTuple, 'TX_SCHEMA')
    if (!read.ok) return read
    return checkFile({ kind: 'file', ...read.value })
  },

  summary: ({ cid, name, sizeBytes, mediaType, note }) => ({
    amount: ZERO,
    text: name,
    detail: { cid: formatCid(cid), name, sizeBytes: String(sizeBytes), mediaType, note },
  }),
}

/**
 * Checks a file for a decoder, and for whoever is about to send one: the message names the field and the
 * remedy.
 */
export function checkFile(payload: FilePayload): Result<FilePayload, Violation> {
  const { cid, name, mediaType } = payload
  const prefix = Array.from(cid.subarray(0, 4), byte => byte.toString(16).padStart(2, '0')).join('')
  if (!CID_PREFIXES.includes(prefix)) {
    return violation(
      'TX_FILE',
      'cid: it is not of version 1 with raw or dag-pb and SHA2-256; give such a CID',
    )
  }
  if (NO_NAME.test(name) || /[/\\]/.test(name) || INVISIBLE.test(name)) {
    return violation('TX_FILE', 'name: give a plain name without slashes, dots alone or invisible characters')
  }
  if (mediaType !== '' && !MEDIA_TYPE.test(mediaType)) {
    return violation('TX_FILE', 'mediaType: write a type such as image/png in lower case, or leave it empty')
  }
  return ok(payload)
}
