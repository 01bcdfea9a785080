import type { SignatureVerifier } from '#chain/signature.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { dropOldest } from '#lib/drop-oldest.ts'

/** Recently imported keys, because senders return, and an import costs a twentieth of a verification. */
const MAX_KEYS = 4_096

/**
 * The browser's own Ed25519. It rejects if there is none: in old engines, and on plain http, where `subtle`
 * is undefined; `chain/signature.ts` then uses its own.
 */
export function createNativeVerify(subtle: SubtleCrypto | undefined, maxKeys = MAX_KEYS): SignatureVerifier {
  if (subtle === undefined) return () => Promise.reject(new Error('no WebCrypto in this context'))
  const keys = new Map<string, Promise<CryptoKey>>()

  const importKey = (publicKey: Uint8Array): Promise<CryptoKey> => {
    const name = bytesToHex(publicKey)
    const seen = keys.get(name)
    if (seen) return seen
    if (keys.size >= maxKeys) dropOldest(keys)
    const key = subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify'])
    keys.set(name, key)
    return key
  }

  return async (publicKey, message, signature) =>
    subtle.verify('Ed25519', await importKey(publicKey), new Uint8Array(signature), new Uint8Array(message))
}
