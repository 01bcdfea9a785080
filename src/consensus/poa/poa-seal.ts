import type { Seal } from '#chain/block/header.ts'
import { MAX_AUTHORITIES } from '#chain/limits.ts'
import { type Violation, violation } from '#chain/rules.ts'
import { bytes, conform, safeInteger, tuple } from '#chain/schema.ts'
import { SIGNATURE_BYTES } from '#chain/transaction/transaction-codec.ts'
import type { Result } from '#lib/result.ts'
import { checkedSeals } from '../finality/checked-seal.ts'
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

/** The seal of a header whose seal was checked. */
export const sealOf = checkedSeals(readPoaSeal)
