import type { Address } from '#chain/address.ts'
import type { BlockContext, FinalBlock } from '#chain/apply/consensus-rules.ts'
import { ancestorAt } from '#consensus/finality/final-block.ts'
import type { Chain } from './chain.ts'

export const nextHeight = ({ tip }: Chain): number => tip.header.height + 1

/** The context of transactions in a block on the tip. */
export const nextBlock = (chain: Chain, producer: Address): BlockContext => ({
  height: nextHeight(chain),
  timestamp: chain.clock.now(),
  producer,
  final: nextFinal(chain),
})

/** The final block that the next block would name. */
function nextFinal({ engine, tree, tip, state }: Chain): FinalBlock | undefined {
  if (!engine.claims(tip.header)) return undefined
  return ancestorAt(tree.back(tip), engine.agree(tree.back(tip), state).final)
}
