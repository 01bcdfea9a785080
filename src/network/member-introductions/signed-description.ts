import { ed25519 } from '@noble/curves/ed25519.js'
import { encode } from '#chain/codec.ts'
import { digest } from '#chain/hash.ts'
import { bytes, safeInteger, text, tuple } from '#chain/schema.ts'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { MAX_DESCRIPTION_BYTES, MAX_OFFER_ANSWER_BYTES, MAX_OFFER_BYTES } from '../limits.ts'
import { keyOfPeer, peerIdFromKey } from '../peer-id.ts'
import { readMessage, type WireViolation } from '../protocols/wire.ts'

/** Bytes of an offer's nonce. */
export const OFFER_NONCE_BYTES = 16

/** A decoded offer whose signature is right. */
export interface Offer {
  readonly from: PeerId
  readonly to: PeerId
  /** Milliseconds, by the sender's clock. */
  readonly expires: number
  /** The session description, which contains the fingerprint of the sender's certificate (RFC 8122). */
  readonly sdp: string
  /** A hash of all its bytes. */
  readonly id: string
}

const offerTuple = tuple({
  from: bytes(32),
  to: bytes(32),
  nonce: bytes(OFFER_NONCE_BYTES),
  expires: safeInteger,
  sdp: text(MAX_DESCRIPTION_BYTES),
  signature: bytes(64),
})
const answerTuple = tuple({ sdp: text(MAX_DESCRIPTION_BYTES), signature: bytes(64) })

export interface OfferFields {
  readonly to: PeerId
  readonly nonce: Uint8Array
  readonly expires: number
  readonly sdp: string
}

/** The network's id makes an offer valid in one network only. */
const offerStatement = (networkId: string, from: Uint8Array, { to, nonce, expires, sdp }: OfferFields) =>
  encode(['tabchain offer', hexToBytes(networkId), from, keyOfPeer(to), nonce, BigInt(expires), sdp])

/** The offer's id binds an answer to both ends, the nonce and the time. */
const answerStatement = (networkId: string, offerId: string, sdp: string) =>
  encode(['tabchain answer', hexToBytes(networkId), hexToBytes(offerId), sdp])

const offerId = (offer: Uint8Array) => bytesToHex(digest(offer))

/** [own key, key of `to`, nonce, expires, session description, signature] */
export function signOffer(seed: Uint8Array, networkId: string, fields: OfferFields): Uint8Array {
  const from = ed25519.getPublicKey(seed)
  const signature = ed25519.sign(offerStatement(networkId, from, fields), seed)
  return encode([from, keyOfPeer(fields.to), fields.nonce, BigInt(fields.expires), fields.sdp, signature])
}

/** Decodes an offer, or returns the broken rule. The caller checks its time. */
export function readOffer(encoded: Uint8Array, networkId: string): Result<Offer, WireViolation> {
  const read = readMessage(encoded, offerTuple, MAX_OFFER_BYTES)
  if (!read.ok) return read
  const { from, nonce, expires, sdp, signature } = read.value
  const to = peerIdFromKey(read.value.to)
  if (!isSigned(signature, offerStatement(networkId, from, { to, nonce, expires, sdp }), from))
    return fail('WIRE_MALFORMED', 'an offer of a link with a wrong signature')
  return ok({ from: peerIdFromKey(from), to, expires, sdp, id: offerId(encoded) })
}

/** [session description, signature] */
export function signAnswer(
  seed: Uint8Array,
  networkId: string,
  { id }: Pick<Offer, 'id'>,
  sdp: string,
): Uint8Array {
  return encode([sdp, ed25519.sign(answerStatement(networkId, id, sdp), seed)])
}

/** The session description of an answer that `offer.to` itself gave to this offer, or the broken rule. */
export function readAnswer(
  encoded: Uint8Array,
  networkId: string,
  { id, to }: Pick<Offer, 'id' | 'to'>,
): Result<string, WireViolation> {
  const read = readMessage(encoded, answerTuple, MAX_OFFER_ANSWER_BYTES)
  if (!read.ok) return read
  const { sdp, signature } = read.value
  return isSigned(signature, answerStatement(networkId, id, sdp), keyOfPeer(to))
    ? ok(sdp)
    : fail('WIRE_MALFORMED', 'an answer to an offer that the named peer did not sign')
}

function isSigned(signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key)
  } catch {
    return false
  }
}
