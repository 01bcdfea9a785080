import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Random } from '#lib/random.ts'
import { WalletError } from './wallet.ts'

/** A ciphertext: AES-256-GCM with a random 12-byte IV. */
export interface Sealed {
  readonly iv: Uint8Array
  readonly data: Uint8Array
}

/**
 * What a ciphertext is for. It is authenticated with the ciphertext, so that one secret cannot replace
 * another.
 */
export type Purpose = 'phrase' | 'identity' | 'lock' | 'backup' | `address/${string}`

/**
 * Seals secrets for the database under the device key: an AES-256-GCM key that the browser made, stores
 * beside them and never exports.
 *
 * It protects against whoever reads the ciphertexts without running this page: a dump or a sync of the rows,
 * an extension or a tool that copies IndexedDB values, a leftover in a log or an error report. The secrets in
 * plain text leave the vault only for a signature, an export or the phrase.
 *
 * It does not protect against code that runs in this page's origin (it can ask the same key to decrypt), nor
 * against whoever has the browser profile's files or sits at the unlocked machine: browsers store a
 * non-extractable key in the profile unencrypted. Only a secret that is not on the machine helps there: with
 * a password (wallet/lock.ts) another key seals the phrase and the imported keys, and callers see `seal` and
 * `unseal` all the same. See docs/decisions/0003-keys-at-rest.md.
 */
export interface Vault {
  seal(secret: Uint8Array, purpose: Purpose): Promise<Sealed>
  /** Throws {@link WalletError} when the ciphertext is damaged or for another purpose. */
  unseal(sealed: Sealed, purpose: Purpose): Promise<Uint8Array>
}

const IV_BYTES = 12

/** A new device key; no script can read its bytes. */
export function createDeviceKey(subtle: SubtleCrypto): Promise<CryptoKey> {
  return subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

export function createVault(deviceKey: CryptoKey, random: Random, subtle: SubtleCrypto): Vault {
  return {
    async seal(secret, purpose) {
      const iv = random.bytes(IV_BYTES)
      const data = await subtle.encrypt(algorithm(iv, purpose), deviceKey, new Uint8Array(secret))
      return { iv, data: new Uint8Array(data) }
    },
    async unseal({ iv, data }, purpose) {
      try {
        return new Uint8Array(await subtle.decrypt(algorithm(iv, purpose), deviceKey, new Uint8Array(data)))
      } catch (cause) {
        throw new WalletError(`the ${purpose}`, { cause })
      }
    },
  }
}

function algorithm(iv: Uint8Array, purpose: Purpose): AesGcmParams {
  const additionalData = new Uint8Array(utf8ToBytes(`tabchain/vault/1/${purpose}`))
  return { name: 'AES-GCM', iv: new Uint8Array(iv), additionalData }
}
