import { sha256 } from '@noble/hashes/sha2.js'
import { assert } from '#lib/assert.ts'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import type { Hash } from './ids.ts'

/** SHA-256, the only hash of the protocol. */
export const digest = (bytes: Uint8Array): Uint8Array => sha256(bytes)

/** SHA-256 as an id: `hashOf<TxId>(bytes)`. */
export const hashOf = <Id extends Hash>(bytes: Uint8Array): Id => bytesToHex(sha256(bytes)) as Id

/** 32 digest bytes as an id. */
export function hashFromBytes<Id extends Hash>(bytes: Uint8Array): Id {
  assert(bytes.length === 32, `a hash has 32 bytes, not ${bytes.length}`)
  return bytesToHex(bytes) as Id
}

/** The 32 bytes of an id on the wire. */
export const hashToBytes = (hash: Hash): Uint8Array => hexToBytes(hash)

/** 32 zero bytes: the parent of genesis, and an empty chunk of the state tree. */
export const ZERO_HASH = '0'.repeat(64)
