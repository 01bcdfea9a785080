import { generateKeyPairFromSeed, publicKeyFromRaw } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey, PeerId as Libp2pPeerId } from '@libp2p/interface'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { ed25519 } from '@noble/curves/ed25519.js'
import { assert } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'

/** Bytes of the seed that a node's identity is made of. */
export const IDENTITY_SEED_BYTES = 32

/**
 * The name under which the node of this Ed25519 seed is known to peers and to the signaling server: a libp2p
 * peer id, base58.
 */
export function peerIdFromSeed(seed: Uint8Array): PeerId {
  assert(seed.length === IDENTITY_SEED_BYTES, `an identity seed has ${IDENTITY_SEED_BYTES} bytes`)
  return peerIdFromKey(ed25519.getPublicKey(seed))
}

/** The same name, from the public key, 32 bytes. */
export function peerIdFromKey(publicKey: Uint8Array): PeerId {
  return nameOfPeer(peerIdFromPublicKey(publicKeyFromRaw(publicKey)))
}

/** The libp2p key of a seed; Noise proves with it that this node is who its peer id says. */
export function privateKeyFromSeed(seed: Uint8Array): Promise<Ed25519PrivateKey> {
  assert(seed.length === IDENTITY_SEED_BYTES, `an identity seed has ${IDENTITY_SEED_BYTES} bytes`)
  return generateKeyPairFromSeed('Ed25519', seed)
}

/** The name of a node that libp2p knows. */
export const nameOfPeer = (peer: Libp2pPeerId): PeerId => peer.toString() as PeerId
