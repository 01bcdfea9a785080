import { ed25519 } from '@noble/curves/ed25519.js'
import { pkcs8FromSeed } from './pkcs8.ts'

/** Signs with one Ed25519 key, 64 bytes. */
export type Signer = (message: Uint8Array) => Promise<Uint8Array>

/**
 * A signer for the key of a 32-byte seed. Where the browser has Ed25519 (Chromium 137, Firefox 129, Safari
 * 17) WebCrypto holds the key and no script can read it back; elsewhere the seed stays in memory and noble
 *     signs.
 */
export async function createSigner(seed: Uint8Array, subtle: SubtleCrypto): Promise<Signer> {
  const key = await nativeKey(seed, subtle)
  if (key) return async message => new Uint8Array(await subtle.sign('Ed25519', key, new Uint8Array(message)))

  const held = seed.slice()
  return async message => ed25519.sign(message, held)
}

async function nativeKey(seed: Uint8Array, subtle: SubtleCrypto): Promise<CryptoKey | undefined> {
  try {
    return await subtle.importKey('pkcs8', new Uint8Array(pkcs8FromSeed(seed)), 'Ed25519', false, ['sign'])
  } catch {
    // Our own encoding is valid, so a failure means that the browser does not know the algorithm.
    return undefined
  }
}
