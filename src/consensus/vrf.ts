import { mulAddUnsafe, normalizeZ } from '@noble/curves/abstract/curve.js'
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { assert, known } from '#lib/assert.ts'
import { concatBytes } from '#lib/bytes.ts'

/**
 * The verifiable random function ECVRF-EDWARDS25519-SHA512-TAI of RFC 9381. The holder of the secret key
 * turns `alpha` into 64 bytes `beta` that nobody else can predict and nobody can choose, and into a proof
 * `pi` by which everybody can check them. The letters and paragraphs below are the RFC's.
 *
 * It knows bytes only; the engine defines alpha and which beta wins. Proofs by the drafts before the RFC are
 * rejected: they leave the public key out of the challenge.
 */

const { Point } = ed25519
const { Fn } = Point

const SEED_BYTES = 32
const POINT_BYTES = 32
const CHALLENGE_BYTES = 16
const SCALAR_BYTES = 32

/** Bytes of a proof: the point Gamma, the challenge c, the scalar s. */
export const PROOF_BYTES = POINT_BYTES + CHALLENGE_BYTES + SCALAR_BYTES

/** Every hash starts with the suite and a code of its use, and ends with a zero. */
const SUITE = 0x03
const ENCODE_TO_CURVE = 0x01
const CHALLENGE = 0x02
const PROOF_TO_HASH = 0x03
const END = 0x00

/**
 * The counter of try-and-increment is one byte. Every second try succeeds, so the chance that all fail is
 * 2^-256.
 */
const MAX_TRIES = 256

interface Proof {
  readonly gamma: EdwardsPoint
  readonly c: bigint
  readonly s: bigint
}

/**
 * The proof `pi`, 80 bytes, for `alpha` (5.1). The secret key is one of our own, an Ed25519 seed of 32 bytes
 * (RFC 8032); another length is a bug. Multiplication by a secret takes a constant number of steps, although
 * JavaScript's integers take no constant time.
 */
export function prove(secretKey: Uint8Array, alpha: Uint8Array): Uint8Array {
  const { scalar: x, prefix, point: y, pointBytes: publicKey } = expand(secretKey)
  const h = known(encodeToCurve(publicKey, alpha), 'point of alpha')
  const gamma = h.multiply(x)

  // the nonce is a hash, so the same alpha has the same proof, and no randomness can fail (5.4.2.2)
  const k = Fn.create(bytesToNumberLE(sha512(concatBytes(prefix, h.toBytes()))))
  const c = challenge(y, h, gamma, Point.BASE.multiply(k), h.multiply(k))
  const s = Fn.create(k + c * x)
  return concatBytes(gamma.toBytes(), numberToBytesLE(c, CHALLENGE_BYTES), numberToBytesLE(s, SCALAR_BYTES))
}

/**
 * The output `beta`, 64 bytes, that `pi` proves for this key and alpha, or undefined where it proves nothing
 * (5.3, with the check of the key, 5.4.5). All three arguments may be a peer's: it never throws. It rejects
 * public keys of small order, encodings that are not canonical, and an s beyond the group's order, so that
 * nobody without the secret can turn one proof into another.
 */
export function verify(publicKey: Uint8Array, alpha: Uint8Array, pi: Uint8Array): Uint8Array | undefined {
  const proof = decodeProof(pi)
  const y = decodePoint(publicKey)
  if (!proof || !y || y.isSmallOrder()) return undefined
  const h = encodeToCurve(publicKey, alpha)
  if (!h) return undefined

  // U = s·B − c·Y and V = s·H − c·Gamma, in variable time because all of it is public. The points are
  // negated, because −c modulo the group's order is not −c for a point with a component of small order.
  const { gamma, c, s } = proof
  const u = Point.BASE.multiplyUnsafe(s).add(y.negate().multiplyUnsafe(c))
  const v = mulAddUnsafe(Point, [h, gamma.negate()], [s, c])
  return c === challenge(y, h, gamma, u, v) ? betaOf(gamma) : undefined
}

/**
 * The output `beta` that `pi` claims, unchecked, or undefined if it does not have the form of a proof (5.2).
 * For proofs that were verified before.
 */
export function proofToHash(pi: Uint8Array): Uint8Array | undefined {
  const proof = decodeProof(pi)
  return proof && betaOf(proof.gamma)
}

/**
 * The output `beta` without a proof, at about half the cost: for a producer that first wants to know whether
 * it wins.
 */
export function output(secretKey: Uint8Array, alpha: Uint8Array): Uint8Array {
  const { scalar: x, pointBytes: publicKey } = expand(secretKey)
  const h = known(encodeToCurve(publicKey, alpha), 'point of alpha')
  return betaOf(h.multiply(x))
}

/** The secret scalar, the secret that makes nonces, and the public key (RFC 8032, 5.1.5). */
function expand(secretKey: Uint8Array) {
  assert(secretKey.length === SEED_BYTES, `a secret key is a seed of ${SEED_BYTES} bytes`)
  return ed25519.utils.getExtendedPublicKey(secretKey)
}

/** A point of prime order that depends on the key and alpha, by trying and incrementing (5.4.1.1). */
function encodeToCurve(publicKey: Uint8Array, alpha: Uint8Array): EdwardsPoint | undefined {
  const start = sha512.create().update(Uint8Array.of(SUITE, ENCODE_TO_CURVE)).update(publicKey).update(alpha)
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const hash = start.clone().update(Uint8Array.of(tries, END)).digest()
    const h = decodePoint(hash.subarray(0, POINT_BYTES))?.clearCofactor()
    if (h && !h.is0()) return h
  }
  return undefined
}

/** The first 16 bytes of a hash of the points Y, H, Gamma, U and V (5.4.3). */
function challenge(
  ...points: [EdwardsPoint, EdwardsPoint, EdwardsPoint, EdwardsPoint, EdwardsPoint]
): bigint {
  // normalised together they cost one inversion
  const encoded = normalizeZ(Point, points).map(point => point.toBytes())
  const hash = sha512(concatBytes(Uint8Array.of(SUITE, CHALLENGE), ...encoded, Uint8Array.of(END)))
  return bytesToNumberLE(hash.subarray(0, CHALLENGE_BYTES))
}

/** 5.2, steps 4 to 7. A component of small order in Gamma has no effect on the result. */
function betaOf(gamma: EdwardsPoint): Uint8Array {
  const cleared = gamma.clearCofactor().toBytes()
  return sha512(concatBytes(Uint8Array.of(SUITE, PROOF_TO_HASH), cleared, Uint8Array.of(END)))
}

/** 5.4.4. */
function decodeProof(pi: Uint8Array): Proof | undefined {
  if (pi.length !== PROOF_BYTES) return undefined
  const c = bytesToNumberLE(pi.subarray(POINT_BYTES, POINT_BYTES + CHALLENGE_BYTES))
  const s = bytesToNumberLE(pi.subarray(POINT_BYTES + CHALLENGE_BYTES))
  if (!Fn.isValid(s)) return undefined
  const gamma = decodePoint(pi.subarray(0, POINT_BYTES))
  return gamma && { gamma, c, s }
}

/** The point that these bytes are the one encoding of (RFC 8032, 5.1.3). It may be of small order. */
function decodePoint(bytes: Uint8Array): EdwardsPoint | undefined {
  try {
    return Point.fromBytes(bytes)
  } catch {
    // the library reports bytes that are not a point in this way only
    return undefined
  }
}
