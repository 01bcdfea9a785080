import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesEqual, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'

export type KeyFailure = Failure<'PEM_MALFORMED'>

/**
 * SEQUENCE { INTEGER 0, SEQUENCE { OID 1.3.101.112 }, OCTET STRING { OCTET STRING (32 bytes) } }, up to the
 * seed.
 */
const PREFIX = hexToBytes('302e020100300506032b657004220420')
/** SEQUENCE { OID 1.3.101.112 }: id-Ed25519. */
const ED25519 = hexToBytes('06032b6570')

const SEQUENCE = 0x30
const INTEGER = 0x02
const OCTET_STRING = 0x04
const ATTRIBUTES = 0xa0
const PUBLIC_KEY = 0x81

/** The DER encoding of an Ed25519 private key (RFC 8410, section 7), version 1, without the public key. */
export function pkcs8FromSeed(seed: Uint8Array): Uint8Array {
  return concatBytes(PREFIX, seed)
}

/**
 * The 32-byte seed in a DER-encoded Ed25519 private key: version 1, or version 2 with its public key (RFC
 * 5958), which must be the seed's own. Attributes are ignored. Nothing may follow.
 */
export function seedFromPkcs8(der: Uint8Array): Result<Uint8Array, KeyFailure> {
  const outer = readElement(der, SEQUENCE)
  if (!outer || outer.rest.length > 0) return malformed('it is not a PKCS#8 structure')
  const version = readElement(outer.content, INTEGER)
  const algorithm = version && readElement(version.rest, SEQUENCE)
  const wrapped = algorithm && readElement(algorithm.rest, OCTET_STRING)
  if (!wrapped) return malformed('it is not a PKCS#8 structure')
  if (!bytesEqual(algorithm.content, ED25519))
    return malformed('it holds a key of another kind; an Ed25519 key is needed')

  const inner = readElement(wrapped.content, OCTET_STRING)
  if (inner?.content.length !== 32 || inner.rest.length > 0)
    return malformed('its Ed25519 key does not have 32 bytes')
  const seed = inner.content.slice()
  return publicKeyProblem(wrapped.rest, seed) ?? ok(seed)
}

/** Checks what may follow the private key: attributes, then a public key. */
function publicKeyProblem(rest: Uint8Array, seed: Uint8Array): Result<never, KeyFailure> | undefined {
  const after = readElement(rest, ATTRIBUTES)?.rest ?? rest
  if (after.length === 0) return undefined
  const publicKey = readElement(after, PUBLIC_KEY)
  if (!publicKey || publicKey.rest.length > 0) return malformed('something unknown follows the key')

  // A bit string: the count of unused bits, then the key.
  const expected = concatBytes(Uint8Array.of(0), ed25519.getPublicKey(seed))
  if (bytesEqual(publicKey.content, expected)) return undefined
  return malformed('the public key in it does not belong to the private key')
}

/** One DER element with the given tag; these structures have no lengths of two bytes or more. */
function readElement(bytes: Uint8Array, tag: number) {
  const [actual, length] = bytes
  if (actual !== tag || length === undefined || length > 0x7f || bytes.length < 2 + length) return undefined
  return { content: bytes.subarray(2, 2 + length), rest: bytes.subarray(2 + length) }
}

const malformed = (problem: string) =>
  fail(
    'PEM_MALFORMED',
    `pem: ${problem}; export the key again as PKCS#8 (openssl genpkey -algorithm ed25519)`,
  )
