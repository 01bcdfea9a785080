import type { Seal } from '#chain/block/header.ts'
import { NONCE_BYTES } from '#chain/block/header-codec.ts'
import { type Violation, violation } from '#chain/rules.ts'
import { known } from '#lib/assert.ts'
import { bigintFromBytes, bytesFromBigint } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'

const TARGET_BYTES = 32

/** A proof-of-work seal: the target as 32 bytes big-endian, then the nonce, 8 bytes, both as byte strings. */
export const powSeal = (target: bigint, nonce: bigint): Seal => [
  bytesFromBigint(target, TARGET_BYTES),
  bytesFromBigint(nonce, NONCE_BYTES),
]

/** The target that a seal claims. */
export function readTarget(seal: Seal): Result<bigint, Violation> {
  const [target, nonce] = seal
  const isSeal =
    seal.length === 2 &&
    target instanceof Uint8Array &&
    target.length === TARGET_BYTES &&
    nonce instanceof Uint8Array &&
    nonce.length === NONCE_BYTES
  return isSeal
    ? ok(bigintFromBytes(target))
    : violation(
        'SEAL_SCHEMA',
        `expected a target of ${TARGET_BYTES} bytes and a nonce of ${NONCE_BYTES} bytes`,
      )
}

/** The target of a header whose seal was checked. */
export function targetOf(header: { readonly seal: Seal }): bigint {
  const target = readTarget(header.seal)
  return known(target.ok ? target.value : undefined, 'target of a checked seal')
}
