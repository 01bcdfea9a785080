import { ed25519 } from '@noble/curves/ed25519.js'
import type { Header } from '#chain/block/header.ts'
import { sealingBytes } from '#chain/block/header-codec.ts'
import { type Violation, violation } from '#chain/rules.ts'
import { SIGNATURE_BYTES } from '#chain/transaction/transaction-codec.ts'
import { assert } from '#lib/assert.ts'
import { ok, type Result } from '#lib/result.ts'

/**
 * Did the producer sign the header? For engines whose seal ends in an Ed25519 signature, once that has its 64
 * bytes. It uses ZIP-215, as for transactions, in JavaScript, because a header's context is checked
 * synchronously.
 */
export function checkSealSignature(header: Header): Result<void, Violation> {
  const signature = header.seal.at(-1)
  assert(
    signature instanceof Uint8Array && signature.length === SIGNATURE_BYTES,
    'the seal ends in a signature',
  )
  if (ed25519.verify(signature, sealingBytes(header), header.producer, { zip215: true })) return ok(undefined)
  return violation('SEAL_SIGNATURE', `the seal of block ${header.id} is not signed by its producer`)
}
