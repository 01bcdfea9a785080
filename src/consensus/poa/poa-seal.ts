import type { Seal } from '#chain/block/header.ts'
import { MAX_AUTHORITIES } from '#chain/limits.ts'
import { type Violation, violation } from '#chain/rules.ts'
import { bytes, conform, safeInteger, tuple } from '#chain/schema.ts'
import { SIGNATURE_BYTES } from '#chain/transaction/transaction-codec.ts'
import { assert } from '#lib/assert.ts'
import type { Result } from '#lib/result.ts'
import { type Claims, claimFields, claimsToWire } from '../finality/claims.ts'

/** The fields of a proof-of-authority seal. */
export interface PoaSeal extends Claims {
  /** The number of authorities that were passed over, below the greatest number of authorities. */
  readonly offset: number
  /** The producer's signature of the header's sealing bytes. */
  readonly signature: Uint8Array
}

const sealTuple = tuple({ offset: safeInteger, ...claimFields, signature: bytes(SIGNATURE_BYTES) })

/** The seal on the wire: [offset, since, justified, final, signature]. */
export const poaSeal = ({ offset, signature, ...claims }: PoaSeal): Seal => [
  BigInt(offset),
  ...claimsToWire(claims),
  signature,
]

/** Reads a seal's fields, if it has the right shape; whether they are true is checked elsewhere. */
export function readPoaSeal(seal: Seal): Result<PoaSeal, Violation> {
  const read = conform(seal, sealTuple, 'SEAL_SCHEMA')
  if (!read.ok || read.value.offset < MAX_AUTHORITIES) return read
  return violation('SEAL_SCHEMA', `offset: ${read.value.offset} is not below ${MAX_AUTHORITIES}`)
}

const read = new WeakMap<Seal, PoaSeal>()

/** The seal of a header whose seal was checked. Every block above it that waits to be final reads it. */
export function sealOf({ seal }: { readonly seal: Seal }): PoaSeal {
  const known = read.get(seal)
  if (known) return known
  const fields = readPoaSeal(seal)
  assert(fields.ok, 'a checked seal has its fields')
  read.set(seal, fields.value)
  return fields.value
}
