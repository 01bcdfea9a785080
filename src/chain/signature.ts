import { ed25519 } from '@noble/curves/ed25519.js'

/** Did the holder of `publicKey` sign `message`? Never throws on input; a wrong length is `false`. */
export type SignatureVerifier = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>

/** 2^255 - 19, the field of the curve, little-endian. */
const FIELD = 2n ** 255n - 19n
/** The group order L (RFC 8032, 5.1). */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n

/**
 * A verifier with the verdict of ZIP-215 on every input, whichever engine runs it, because a difference would split the chain.
 *
 * `native` is the platform's Ed25519 (WebCrypto), nine times faster than JavaScript, which platforms implement with different answers
 * on odd keys and signatures. When A, R and S are canonical, its "yes" means the equation without cofactor holds for the very bytes
 * given, and then ZIP-215's equation with cofactor holds too. All else is decided by noble: its "no", its failure, odd encodings.
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

/** A native function that throws (no Ed25519 in this engine, or a key that it refuses to import) has not accepted. */
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

function isCanonical(publicKey: Uint8Array, signature: Uint8Array): boolean {
  return (
    isCanonicalPoint(publicKey) &&
    isCanonicalPoint(signature.subarray(0, 32)) &&
    littleEndian(signature.subarray(32)) < ORDER
  )
}

/** y is reduced, and x = 0 (y = ±1) has no sign. */
function isCanonicalPoint(bytes: Uint8Array): boolean {
  const value = littleEndian(bytes)
  const y = BigInt.asUintN(255, value)
  const sign = value !== y
  return y < FIELD && !(sign && (y === 1n || y === FIELD - 1n))
}

function littleEndian(bytes: Uint8Array): bigint {
  let hex = '0x'
  for (let i = bytes.length - 1; i >= 0; i--) hex += (bytes[i] as number).toString(16).padStart(2, '0')
  return BigInt(hex)
}
