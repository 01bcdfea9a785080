import { type Violation, violation } from '#chain/rules.ts'
import { safeInteger } from '#chain/schema.ts'
import { ok, type Result } from '#lib/result.ts'

/** How much of a chain is agreed upon. Heights. */
export interface Agreement {
  /** A majority stands behind the block: whoever saw it goes over to another chain only for more than that. */
  readonly justified: number
  /** No honest majority undoes the block any more. */
  readonly final: number
}

/**
 * What a signed block says beside what it holds, as heights. By signing, its producer stands behind every block of its chain from `since` on, and says that
 * it has signed none of another chain at that height or above; a `since` above the block stands behind nothing. The rest is what the chain up to the parent has come to (agreement.ts), so that it shows from headers alone.
 */
export interface Claims extends Agreement {
  readonly since: number
}

/** The claims' part of a seal. */
export const claimFields = { since: safeInteger, justified: safeInteger, final: safeInteger }

export const claimsToWire = ({ since, justified, final }: Claims): bigint[] =>
  [since, justified, final].map(BigInt)

/** Why a key may not sign, for people. */
export const SIGNED_MORE =
  'this node signed on a chain on which more was agreed; it goes on when it has that chain again'

/** Genesis's. */
export const NO_CLAIMS: Claims = { since: 0, justified: 0, final: 0 }

interface Claiming {
  readonly height: number
  readonly claims: Claims
}

/** Whatever the state is, claims are never less than the parent's, in order, and not beyond the block. */
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
    `block ${height} claims since ${since}, justified ${justified} and final ${final}; its parent claims ${parent.claims.justified} and ${parent.claims.final}`,
  )
}

/** Are they what the chain up to the parent has come to? */
export function checkAgreement(claims: Claims, { justified, final }: Agreement): Result<void, Violation> {
  if (claims.justified === justified && claims.final === final) return ok(undefined)
  return violation(
    'SEAL_AGREEMENT',
    `it claims justified ${claims.justified} and final ${claims.final}, the chain has come to ${justified} and ${final}`,
  )
}
