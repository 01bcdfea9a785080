import type { Amount } from '#chain/amount.ts'
import type { Seal } from '#chain/block/header.ts'
import type { Violation } from '#chain/rules.ts'
import { amount, bytes, conform, safeInteger, tuple } from '#chain/schema.ts'
import { SIGNATURE_BYTES } from '#chain/transaction/transaction-codec.ts'
import type { Result } from '#lib/result.ts'
import { checkedSeals } from '../finality/checked-seal.ts'
import { type Claims, claimFields, claimsToWire } from '../finality/claims.ts'
import { PROOF_BYTES } from '../vrf.ts'

/**
 * The fields of a proof-of-stake seal. `stake` and `total` are claims about the state, so that everything
 * else can be checked without it.
 */
export interface PosSeal extends Claims {
  readonly slot: number
  /** The producer's stake that counts in the slot's epoch. */
  readonly stake: Amount
  /** All stakes that count in it. */
  readonly total: Amount
  /** The proof of the slot's alpha by the producer's key (lottery.ts). */
  readonly proof: Uint8Array
  /** The producer's signature of the header's sealing bytes. */
  readonly signature: Uint8Array
}

const sealTuple = tuple({
  slot: safeInteger,
  stake: amount,
  total: amount,
  ...claimFields,
  proof: bytes(PROOF_BYTES),
  signature: bytes(SIGNATURE_BYTES),
})

/** The proof of genesis, which won nothing. */
export const NO_PROOF = new Uint8Array(PROOF_BYTES)

/** The seal on the wire: [slot, stake, total, since, justified, final, proof, signature]. */
export const posSeal = ({ slot, stake, total, proof, signature, ...claims }: PosSeal): Seal => [
  BigInt(slot),
  stake,
  total,
  ...claimsToWire(claims),
  proof,
  signature,
]

/** Reads a seal's fields, if it has the right shape; whether they are true is checked elsewhere. */
export const readPosSeal = (seal: Seal): Result<PosSeal, Violation> => conform(seal, sealTuple, 'SEAL_SCHEMA')

/** The seal of a header whose seal was checked. */
export const sealOf = checkedSeals(readPosSeal)
