import { ed25519 } from '@noble/curves/ed25519.js'
import { hexToBytes } from '#lib/bytes.ts'

/** Did the holder of `publicKey` sign `message`? Never throws on input; a wrong length gives `false`. */
export type SignatureVerifier = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>

/** A signature with everything that it is checked against. */
export interface SignedMessage {
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

/**
 * The verdict of a {@link SignatureVerifier} on each of many, in their order, so that they can be checked at
 * the same time.
 */
export type BatchVerifier = (items: readonly SignedMessage[]) => Promise<readonly boolean[]>

/** A batch on the calling thread. */
export const batchOf =
  (verify: SignatureVerifier): BatchVerifier =>
  items =>
    Promise.all(items.map(({ publicKey, message, signature }) => verify(publicKey, message, signature)))

/** A batch of one. */
export const singleOf =
  (verify: BatchVerifier): SignatureVerifier =>
  async (publicKey, message, signature) =>
    (await verify([{ publicKey, message, signature }]))[0] === true

/** The group order L = 2^252 + 27742317777372353535851937790883648493 (RFC 8032, 5.1), little-endian. */
const ORDER = hexToBytes(`edd3f55c1a631258d69cf7a2def9de14${'00'.repeat(15)}10`)

/**
 * A verifier with the verdict of ZIP-215 on every input and in every browser, because a difference would
 * split the chain.
 *
 * `native` is the platform's Ed25519 (WebCrypto). It is five times faster than JavaScript, but platforms
 * differ on odd keys and signatures. When A, R and S are canonical, its "yes" means that the equation without
 * cofactor holds for the given bytes, and then ZIP-215's equation with cofactor holds too. Noble decides
 * everything else: a "no", a failure, odd encodings.
 */
export function createSignatureVerifier(native?: SignatureVerifier): SignatureVerifier {
  return async (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false

    if (native !== undefined && isCanonical(publicKey, signature)) {
      if (await nativeAccepts(native, publicKey, message, signature)) return true
    }
    return ed25519.verify(signature, message, publicKey, { zip215: true })
  }
}

/**
 * A native function that throws (no Ed25519 in this engine, or a key that it does not import) has not
 * accepted.
 */
async function nativeAccepts(
  native: SignatureVerifier,
  ...input: Parameters<SignatureVerifier>
): Promise<boolean> {
  try {
    return (await native(...input)) === true
  } catch {
    return false
  }
}

/** Works on bytes, without big integers, because it runs for every signature of every block. */
function isCanonical(publicKey: Uint8Array, signature: Uint8Array): boolean {
  return (
    isCanonicalPoint(publicKey) &&
    isCanonicalPoint(signature.subarray(0, 32)) &&
    isBelowOrder(signature.subarray(32))
  )
}

/**
 * Is y (255 bits, little-endian, below the sign of x) reduced, and without a sign where x = 0, which is at y
 * = ±1? With p = 2^255 − 19 only values near 0 and near 2^255 can fail: p − 1 is `ec ff … ff 7f`, p is
 * `ed ff … ff 7f`.
 */
function isCanonicalPoint(point: Uint8Array): boolean {
  const top = byteAt(point, 31) & 0x7f
  if (top !== 0x00 && top !== 0x7f) return true
  const fill = top === 0 ? 0x00 : 0xff
  for (let i = 30; i > 0; i--) if (point[i] !== fill) return true

  const lowest = byteAt(point, 0)
  const hasSign = byteAt(point, 31) >= 0x80
  if (top === 0) return !(hasSign && lowest === 0x01)
  return lowest < 0xec || (lowest === 0xec && !hasSign)
}

function isBelowOrder(s: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    const difference = byteAt(s, i) - byteAt(ORDER, i)
    if (difference !== 0) return difference < 0
  }
  return false
}

const byteAt = (bytes: Uint8Array, i: number): number => bytes[i] as number
