import { generateKeyPairFromSeed, publicKeyFromRaw } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey } from '@libp2p/interface'
import { peerIdFromPublicKey, peerIdFromString } from '@libp2p/peer-id'
import { ed25519 } from '@noble/curves/ed25519.js'
import { assert } from '#lib/assert.ts'
import { MAX_PEER_ID_BYTES } from './limits.ts'

/** Bytes of the seed that a node's identity is made of. */
export const IDENTITY_SEED_BYTES = 32

/** The name under which the node of this Ed25519 seed is known to peers and to the signaling server: a libp2p peer id, base58. */
export function peerIdFromSeed(seed: Uint8Array): string {
  assert(seed.length === IDENTITY_SEED_BYTES, `an identity seed has ${IDENTITY_SEED_BYTES} bytes`)
  return peerIdFromKey(ed25519.getPublicKey(seed))
}

/** The same name, from the public key, 32 bytes. */
export function peerIdFromKey(publicKey: Uint8Array): string {
  return peerIdFromPublicKey(publicKeyFromRaw(publicKey)).toString()
}

/** The libp2p key of a seed; Noise proves with it that this node is who its peer id says. */
export function privateKeyFromSeed(seed: Uint8Array): Promise<Ed25519PrivateKey> {
  assert(seed.length === IDENTITY_SEED_BYTES, `an identity seed has ${IDENTITY_SEED_BYTES} bytes`)
  return generateKeyPairFromSeed('Ed25519', seed)
}

/** Whether a text from outside is the canonical form of an Ed25519 peer id. */
export function isPeerId(text: string): boolean {
  if (text.length > MAX_PEER_ID_BYTES) return false
  try {
    const id = peerIdFromString(text)
    return id.type === 'Ed25519' && id.toString() === text
  } catch {
    return false
  }
}
