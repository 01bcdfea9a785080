import type { SignatureVerifier } from '../chain/signature.ts'

/** Keys that were imported lately: importing costs a third of a verification, and senders come back. */
const MAX_KEYS = 4_096

/** The browser's own Ed25519. It throws where the engine has none; `chain/signature.ts` then decides without it. */
export function createNativeVerify(subtle: SubtleCrypto): SignatureVerifier {
  const keys = new Map<string, Promise<CryptoKey>>()

  const importKey = (publicKey: Uint8Array): Promise<CryptoKey> => {
    const name = String(publicKey)
    const seen = keys.get(name)
    if (seen) return seen
    if (keys.size >= MAX_KEYS) keys.delete(keys.keys().next().value ?? name)
    const key = subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify'])
    keys.set(name, key)
    return key
  }

  return async (publicKey, message, signature) =>
    subtle.verify('Ed25519', await importKey(publicKey), new Uint8Array(signature), new Uint8Array(message))
}
