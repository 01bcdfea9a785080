import { base32nopad } from '@scure/base'
import { lowerAscii, upperAscii } from '#lib/ascii-case.ts'
import { assert } from '#lib/assert.ts'
import { concatBytes, hexToBytes } from '#lib/bytes.ts'
import type { Cid } from '#lib/cid.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { BlockId } from './ids.ts'
import { FILE_CID_BYTES } from './limits.ts'

/** Version 1, codec dag-cbor, SHA2-256 of 32 bytes (multicodec table). */
const HEADER_PREFIX = Uint8Array.of(1, 0x71, 0x12, 32)

/** A binary CIDv1 as text: `b` and base32 in lower case. */
export const formatCid = (cid: Uint8Array): Cid => `b${lowerAscii(base32nopad.encode(cid))}` as Cid

/** The CID of a header, which is an IPLD block whose digest is the block's id. */
export const headerCid = (id: BlockId): Cid => formatCid(concatBytes(HEADER_PREFIX, hexToBytes(id)))

/**
 * Parses a CID that a person typed or pasted: version 1 in base32 with SHA2-256, as this network records
 * them.
 */
export function parseCid(text: string): Result<Uint8Array, Failure<'CID_BAD'>> {
  const trimmed = text.trim()
  if (/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/.test(trimmed)) {
    return fail('CID_BAD', 'it is a CID of version 0; give its version 1, which begins with bafy')
  }
  if (!/^[bB][a-zA-Z2-7]{50,64}$/.test(trimmed)) {
    return fail('CID_BAD', 'expected a CID of version 1 in base32, which begins with b; copy it again')
  }
  const bytes = decodeBase32(upperAscii(trimmed.slice(1)))
  if (bytes?.length !== FILE_CID_BYTES || bytes[0] !== 1 || bytes[2] !== 0x12 || bytes[3] !== 32) {
    return fail('CID_BAD', 'expected a CID of version 1 with SHA2-256; copy it again')
  }
  return ok(bytes)
}

/** The bytes of a CID that is known to be valid: it was read, or this app wrote it. */
export function cidBytes(cid: string): Uint8Array {
  const bytes = parseCid(cid)
  assert(bytes.ok, `${cid} is a CID`)
  return bytes.value
}

/** Undefined if the characters do not end at a whole byte. */
function decodeBase32(text: string): Uint8Array | undefined {
  try {
    return base32nopad.decode(text)
  } catch {
    return undefined
  }
}
