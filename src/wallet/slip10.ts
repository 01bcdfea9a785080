import { hmac } from '@noble/hashes/hmac.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { assert } from '#lib/assert.ts'
import { concatBytes } from '#lib/bytes.ts'

/** Coin type of the derivation path. Not registered in SLIP-0044; nothing else there uses it. */
export const COIN_TYPE = 7474

const MASTER_KEY = utf8ToBytes('ed25519 seed')
const HARDENED = 2 ** 31

/** The Ed25519 seed (32 bytes) of an address: path m/44'/7474'/index' under a BIP-39 seed. */
export function deriveAddressSeed(bip39Seed: Uint8Array, index: number): Uint8Array {
  return derive(bip39Seed, [44, COIN_TYPE, index])
}

/**
 * SLIP-0010 for Ed25519: the private key at a path below a seed. Every step is hardened, so indices are given
 * without the mark; there is no public derivation.
 */
export function derive(seed: Uint8Array, path: readonly number[]): Uint8Array {
  let node = hmac(sha512, MASTER_KEY, seed)
  for (const index of path) {
    assert(Number.isInteger(index) && index >= 0 && index < HARDENED, `no derivation index: ${index}`)
    const data = concatBytes(Uint8Array.of(0), node.subarray(0, 32), bigEndian(index + HARDENED))
    node = hmac(sha512, node.subarray(32), data)
  }
  return node.slice(0, 32)
}

function bigEndian(value: number): Uint8Array {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, value)
  return out
}
