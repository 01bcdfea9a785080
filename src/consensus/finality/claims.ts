import { type Violation, violation } from '#chain/rules.ts'
import { safeInteger } from '#chain/schema.ts'
import { ok, type Result } from '#lib/result.ts'

/** The agreement of a chain, as heights. */
export interface Agreement {
  /**
   * A majority stands behind the block: its members switch to another chain only where something higher is
   * justified.
   */
  readonly justified: number
  /** No honest majority undoes the block any more. */
  readonly final: number
}

/**
 * The claims of a signed block, as heights. By signing, its producer stands behind every block of its chain
 * from `since` on, and states that it has signed no block of another chain at `since` or above; a `since`
 * above the block stands behind nothing. The other two state the agreement of the chain up to the parent
 * (agreement.ts), so that headers alone show it.
 */
export interface Claims extends Agreement {
  readonly since: number
}

/** The fields of the claims in a seal. */
export const claimFields = { since: safeInteger, justified: safeInteger, final: safeInteger }

export const claimsToWire = ({ since, justified, final }: Claims): bigint[] =>
  [since, justified, final].map(BigInt)

/** Why a key may not sign, for people. */
export const SIGNED_MORE =
  'this node signed on a chain with more agreement; it makes blocks again when it has that chain'

/** The claims of genesis. */
export const NO_CLAIMS: Claims = { since: 0, justified: 0, final: 0 }

interface Claiming {
  readonly height: number
  readonly claims: Claims
}

/** Whatever the state, claims must be in order, not less than the parent's, and not beyond the block. */
export function checkClaimOrder({ height, claims }: Claiming, parent: Claiming): Result<void, Violation> {
  const { since, justified, final } = claims
  const holds =
    final <= justified &&
    justified <= parent.height &&
    justified >= parent.claims.justified &&
    final >= parent.claims.final
  if (holds) return ok(undefined)
  return violation(
    'SEAL_AGREEMENT',
    `block ${height} claims since ${since}, justified ${justified} and final ${final}, but its parent claims ${parent.claims.justified} and ${parent.claims.final}`,
  )
}

/** Do they match the agreement of the chain up to the parent? */
export function checkAgreement(claims: Claims, { justified, final }: Agreement): Result<void, Violation> {
  if (claims.justified === justified && claims.final === final) return ok(undefined)
  return violation(
    'SEAL_AGREEMENT',
    `it claims justified ${claims.justified} and final ${claims.final}, but the chain's agreement is ${justified} and ${final}`,
  )
}
