import { assert } from '#lib/assert.ts'
import { concatBytes } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import { hashOf, hashToBytes } from '../hash.ts'
import type { NetworkId, TxId } from '../ids.ts'
import { MAX_ENCODED_DEPTH, MAX_TRANSACTION_BYTES } from '../limits.ts'
import { type Violation, violation } from '../rules.ts'
import { address, amount, anything, bytes, conform, hash, safeInteger, timestamp, tuple } from '../schema.ts'
import { kindByCode, kindOf } from './kinds.ts'
import type { Transaction, UnsignedTransaction } from './transaction.ts'

export const TRANSACTION_VERSION = 1
export const SIGNATURE_BYTES = 64

/** The prefix of what is signed, so that the signature of a transaction is never valid for anything else. */
const SIGNING_DOMAIN = utf8FromText('tabchain transaction\n')

/** The signature as the last field of the encoding: a head of two bytes, then itself. */
const SIGNATURE_FIELD_BYTES = 2 + SIGNATURE_BYTES
/** The head of a list of eight fields, where the signature is the ninth. */
const UNSIGNED_HEAD = 0x88

const transactionTuple = tuple({
  version: safeInteger,
  kind: safeInteger,
  networkId: hash<NetworkId>(),
  sender: address,
  nonce: safeInteger,
  timestamp,
  fee: amount,
  payload: anything,
  signature: bytes(SIGNATURE_BYTES),
})

/** What the sender signs: the domain, then the encoding of all fields but the signature. */
export function signingBytes(tx: UnsignedTransaction): Uint8Array {
  return concatBytes(SIGNING_DOMAIN, encode(unsignedFields(tx)))
}

/**
 * What was signed, cut out of the transaction's bytes: the {@link signingBytes} of its fields, without
 * encoding them again.
 */
export function signedBytes({ bytes }: Transaction): Uint8Array {
  const signed = concatBytes(SIGNING_DOMAIN, bytes.subarray(0, bytes.length - SIGNATURE_FIELD_BYTES))
  signed[SIGNING_DOMAIN.length] = UNSIGNED_HEAD
  return signed
}

/**
 * The signed transaction with its bytes and id. It checks neither the signature nor what the sanity stage
 * checks.
 */
export function assembleTransaction(tx: UnsignedTransaction, signature: Uint8Array): Transaction {
  assert(signature.length === SIGNATURE_BYTES, `a signature has ${SIGNATURE_BYTES} bytes`)
  const bytes = encode([...unsignedFields(tx), signature])
  return { ...tx, signature, bytes, id: hashOf<TxId>(bytes) }
}

/**
 * The sanity stage: canonical bytes, known version and kind, every field within its bounds. The transaction
 * keeps `bytes`, which must not change.
 */
export function decodeTransaction(bytes: Uint8Array): Result<Transaction, Violation> {
  const decoded = decode(bytes, { maxBytes: MAX_TRANSACTION_BYTES, maxDepth: MAX_ENCODED_DEPTH })
  if (!decoded.ok) return decoded

  const version = checkVersion(decoded.value)
  if (!version.ok) return version

  const fields = conform(decoded.value, transactionTuple, 'TX_SCHEMA')
  if (!fields.ok) return fields
  const { kind: code, ...tx } = fields.value

  const kind = kindByCode(code)
  if (kind === undefined) return violation('TX_KIND_UNKNOWN', `kind ${code} is unknown`)

  const payload = kind.decode(tx.payload)
  if (!payload.ok) return payload
  return ok({ ...tx, payload: payload.value, bytes, id: hashOf<TxId>(bytes) })
}

/** Checks the version before the schema, because another version may have other fields. */
function checkVersion(value: CborValue): Result<void, Violation> {
  const version = Array.isArray(value) ? value[0] : undefined
  if (typeof version === 'bigint' && version !== BigInt(TRANSACTION_VERSION)) {
    return violation(
      'TX_VERSION_UNKNOWN',
      `version ${version} of transactions is unknown; this node knows ${TRANSACTION_VERSION}`,
    )
  }
  return ok(undefined)
}

function unsignedFields(tx: UnsignedTransaction): CborValue[] {
  const kind = kindOf(tx.payload)
  return [
    tx.version,
    kind.code,
    hashToBytes(tx.networkId),
    tx.sender,
    tx.nonce,
    tx.timestamp,
    tx.fee,
    kind.encode(tx.payload),
  ]
}
