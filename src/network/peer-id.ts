import { generateKeyPairFromSeed, publicKeyFromRaw } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey, PeerId as Libp2pPeerId } from '@libp2p/interface'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { ed25519 } from '@noble/curves/ed25519.js'
import { base58 } from '@scure/base'
import { assert } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'

/** Bytes of the seed of a node's identity. */
export const IDENTITY_SEED_BYTES = 32

/**
 * The libp2p peer id (base58) of the node with this Ed25519 seed, which peers and the signaling server know
 * it by.
 */
export function peerIdFromSeed(seed: Uint8Array): PeerId {
  assert(seed.length === IDENTITY_SEED_BYTES, `an identity seed has ${IDENTITY_SEED_BYTES} bytes`)
  return peerIdFromKey(ed25519.getPublicKey(seed))
}

/** The peer id of a public key of 32 bytes. */
export function peerIdFromKey(publicKey: Uint8Array): PeerId {
  return nameOfPeer(peerIdFromPublicKey(publicKeyFromRaw(publicKey)))
}

/** The public key of 32 bytes that a peer id contains. */
export const keyOfPeer = (peerId: PeerId): Uint8Array => base58.decode(peerId).subarray(-32)

/** The libp2p key of a seed, with which Noise proves this node's peer id. */
export function privateKeyFromSeed(seed: Uint8Array): Promise<Ed25519PrivateKey> {
  assert(seed.length === IDENTITY_SEED_BYTES, `an identity seed has ${IDENTITY_SEED_BYTES} bytes`)
  return generateKeyPairFromSeed('Ed25519', seed)
}

/** Converts libp2p's peer id to the app's. */
export const nameOfPeer = (peer: Libp2pPeerId): PeerId => peer.toString() as PeerId
