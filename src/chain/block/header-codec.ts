import { assert } from '#lib/assert.ts'
import { bytesFromBigint, concatBytes } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import { KNOWN_RULES } from '../genesis/rules-version.ts'
import { hashOf, hashToBytes } from '../hash.ts'
import type { BlockId, MerkleRoot, NetworkId, StateRoot } from '../ids.ts'
import { MAX_ENCODED_DEPTH, MAX_HEADER_BYTES, MAX_SEAL_FIELDS } from '../limits.ts'
import { type Violation, violation } from '../rules.ts'
import {
  address,
  conform,
  hash,
  height,
  list,
  type Reader,
  safeInteger,
  timestamp,
  tuple,
} from '../schema.ts'
import type { Header, HeaderFields } from './header.ts'

/** The length of the field that a miner varies, which is the last of the header. */
export const NONCE_BYTES = 8

/** The prefix of what is signed, so that the signature of a header is never valid for anything else. */
const SEALING_DOMAIN = utf8FromText('tabchain header\n')

const sealField: Reader<Uint8Array | bigint> = value => {
  if (value instanceof Uint8Array) return ok(value)
  return typeof value === 'bigint' && value >= 0n
    ? ok(value)
    : err('expected bytes or a non-negative integer')
}

const headerTuple = tuple({
  version: safeInteger,
  networkId: hash<NetworkId>(),
  height,
  parent: hash<BlockId>(),
  timestamp,
  txRoot: hash<MerkleRoot>(),
  stateRoot: hash<StateRoot>(),
  receiptRoot: hash<MerkleRoot>(),
  fileRoot: hash<MerkleRoot>(),
  producer: address,
  seal: list(sealField, MAX_SEAL_FIELDS),
})

/** The header with its bytes and id. It checks no rule. */
export function assembleHeader(fields: HeaderFields): Header {
  const bytes = encode(headerFields(fields))
  return { ...fields, bytes, id: hashOf<BlockId>(bytes) }
}

/**
 * The sanity stage: canonical bytes, a known version, every field of its kind. The engine interprets the
 * seal. The header keeps `bytes`.
 */
export function decodeHeader(bytes: Uint8Array): Result<Header, Violation> {
  const decoded = decode(bytes, { maxBytes: MAX_HEADER_BYTES, maxDepth: MAX_ENCODED_DEPTH })
  if (!decoded.ok) return decoded

  const version = checkVersion(decoded.value)
  if (!version.ok) return version

  const fields = conform(decoded.value, headerTuple, 'HEADER_SCHEMA')
  if (!fields.ok) return fields
  return ok({ ...fields.value, bytes, id: hashOf<BlockId>(bytes) })
}

/**
 * All bytes but the nonce, which a search appends. The encoding's length leaves nonce and SHA-256 padding in
 * the last 64-byte chunk, so that a try costs one compression.
 */
export function miningPrefix(header: Header): Uint8Array {
  const nonce = header.seal.at(-1)
  assert(nonce instanceof Uint8Array && nonce.length === NONCE_BYTES, 'the seal does not end in a nonce')
  return header.bytes.subarray(0, header.bytes.length - NONCE_BYTES)
}

/** The same header with another nonce, found by a search. */
export function withNonce(header: Header, nonce: bigint): Header {
  return withLastSealField(header, bytesFromBigint(nonce, NONCE_BYTES))
}

/**
 * What a producer signs where a seal ends in a signature: the domain, then the header's bytes with an empty
 * signature.
 */
export function sealingBytes(header: HeaderFields): Uint8Array {
  const unsigned = headerFields({ ...header, seal: [...header.seal.slice(0, -1), new Uint8Array()] })
  return concatBytes(SEALING_DOMAIN, encode(unsigned))
}

/** The same header with another last field of its seal. */
export function withLastSealField(header: HeaderFields, last: Uint8Array): Header {
  return assembleHeader({ ...header, seal: [...header.seal.slice(0, -1), last] })
}

/** Checks the version before the schema, because another version may have other fields. */
function checkVersion(value: CborValue): Result<void, Violation> {
  const version = Array.isArray(value) ? value[0] : undefined
  if (typeof version === 'bigint' && version > BigInt(KNOWN_RULES)) {
    return violation(
      'HEADER_RULES_UNKNOWN',
      `version ${version} of the rules is unknown; this node knows versions up to ${KNOWN_RULES}`,
    )
  }
  return ok(undefined)
}

/** The fields in wire order. */
function headerFields(fields: HeaderFields): CborValue[] {
  return [
    fields.version,
    hashToBytes(fields.networkId),
    fields.height,
    hashToBytes(fields.parent),
    fields.timestamp,
    hashToBytes(fields.txRoot),
    hashToBytes(fields.stateRoot),
    hashToBytes(fields.receiptRoot),
    hashToBytes(fields.fileRoot),
    fields.producer,
    [...fields.seal],
  ]
}
