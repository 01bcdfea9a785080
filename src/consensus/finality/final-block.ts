import type { FinalBlock } from '#chain/apply/consensus-rules.ts'
import { MEDIAN_TIME_SPAN } from '#chain/block/check-header-context.ts'
import type { Header, HeaderFields } from '#chain/block/header.ts'
import { BugError } from '#lib/assert.ts'
import type { Ancestry, Engine } from '../engine.ts'

/** The final block that a block names; `ancestry` begins at its parent. Undefined where blocks name none. */
export function finalBlockOf(
  engine: Engine,
  ancestry: Ancestry,
  header: Pick<HeaderFields, 'seal'>,
): FinalBlock | undefined {
  const claims = engine.claims(header)
  return claims && ancestorAt(ancestry, claims.final)
}

/** The lowest height that a rule can refer to while the blocks above `final` may still be undone. */
export function floorOf(engine: Engine, ancestry: Ancestry, final: number): number {
  const named = engine.claims(ancestorAt(ancestry, final))?.final ?? final
  return Math.max(0, named - MEDIAN_TIME_SPAN)
}

/** The ancestor at this height, which is not below the final block. */
export function ancestorAt(ancestry: Ancestry, height: number): Header {
  for (const { header } of ancestry) if (header.height <= height) return header
  throw new BugError(`missing ancestor at height ${height}`)
}
