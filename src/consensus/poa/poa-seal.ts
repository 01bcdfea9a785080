import type { Seal } from '../../chain/block/header.ts'
import { MAX_AUTHORITIES } from '../../chain/limits.ts'
import { type Violation, violation } from '../../chain/rules.ts'
import { SIGNATURE_BYTES } from '../../chain/transaction/transaction-codec.ts'
import { known } from '../../lib/assert.ts'
import { ok, type Result } from '../../lib/result.ts'

/** In place of a signature that is still to come, and genesis's for ever. */
export const NO_SIGNATURE = new Uint8Array(SIGNATURE_BYTES)

/** A proof-of-authority seal: how many authorities were passed over, an integer, then the producer's signature, 64 bytes. */
export const poaSeal = (offset: number, signature: Uint8Array): Seal => [BigInt(offset), signature]

/** The offset that a seal claims: less than there may ever be authorities. */
export function readOffset(seal: Seal): Result<number, Violation> {
  const [offset, signature] = seal
  const isSeal =
    seal.length === 2 &&
    typeof offset === 'bigint' &&
    offset >= 0n &&
    offset < BigInt(MAX_AUTHORITIES) &&
    signature instanceof Uint8Array &&
    signature.length === SIGNATURE_BYTES
  return isSeal
    ? ok(Number(offset))
    : violation(
        'SEAL_SCHEMA',
        `expected an offset below ${MAX_AUTHORITIES} and a signature of ${SIGNATURE_BYTES} bytes`,
      )
}

/** Has the seal its shape? */
export function checkPoaSeal(seal: Seal): Result<void, Violation> {
  const offset = readOffset(seal)
  return offset.ok ? ok(undefined) : offset
}

/** The offset of a header whose seal was checked. */
export function offsetOf({ seal }: { readonly seal: Seal }): number {
  const offset = readOffset(seal)
  return known(offset.ok ? offset.value : undefined, 'offset of a checked seal')
}
