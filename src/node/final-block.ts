import type { FinalBlock } from '../chain/apply/consensus-rules.ts'
import { MEDIAN_TIME_SPAN } from '../chain/block/check-header-context.ts'
import type { HeaderFields } from '../chain/block/header.ts'
import type { Ancestry, Engine } from '../consensus/engine.ts'
import { BugError } from '../lib/assert.ts'
import type { Chain } from './chain.ts'

/** The final block that a block names; `ancestry` begins at its parent. Undefined where blocks name none. */
export function finalBlockOf(
  engine: Engine,
  ancestry: Ancestry,
  header: Pick<HeaderFields, 'seal'>,
): FinalBlock | undefined {
  const claims = engine.claims(header)
  return claims && atHeight(ancestry, claims.final).header
}

/** The final block that the next block on the tip would name. */
export function nextFinalBlock({ engine, tree, tip, state }: Chain): FinalBlock | undefined {
  if (!engine.claims(tip.header)) return undefined
  return atHeight(tree.back(tip), engine.agree(tree.back(tip), state).final).header
}

/** The lowest height that a rule can ask for while what is above `final` may still be undone. */
export function floorOf(engine: Engine, ancestry: Ancestry, final: number): number {
  const named = engine.claims(atHeight(ancestry, final).header)?.final ?? final
  return Math.max(0, named - MEDIAN_TIME_SPAN)
}

function atHeight(ancestry: Ancestry, height: number) {
  for (const block of ancestry) if (block.header.height <= height) return block
  throw new BugError(`missing ancestor at height ${height}`)
}
