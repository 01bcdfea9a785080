import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { base58 } from '@scure/base'
import { claimBytes, type SignalingClaim } from '#lib/signaling-proof.ts'

/** The DER before the 32 bytes of an Ed25519 public key (RFC 8410, 4). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const KEY_BYTES = 32
const SIGNATURE = /^[0-9a-f]{128}$/

/** A challenge that no client can foresee, for one connection. */
export const newNonce = (): string => randomBytes(16).toString('base64url')

/**
 * Whether `signature` (hex) over the claim is by the key that the peer id names. The id must be a valid one.
 * It runs on a thread of its own, because thousands of tabs may come back at once.
 */
export function isProven(claim: SignalingClaim, signature: unknown): Promise<boolean> {
  if (typeof signature !== 'string' || !SIGNATURE.test(signature)) return Promise.resolve(false)
  const raw = base58.decode(claim.peerId).subarray(-KEY_BYTES)
  const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' })
  return new Promise(resolve => {
    verify(null, claimBytes(claim), key, Buffer.from(signature, 'hex'), (error, isGood) =>
      resolve(!error && isGood),
    )
  })
}
