import type { Address } from '../chain/address.ts'
import type { BlockContext } from '../chain/apply/consensus-rules.ts'
import type { Chain } from './chain.ts'
import { nextFinalBlock } from './final-block.ts'

export const nextHeight = ({ tip }: Chain): number => tip.header.height + 1

/** A block on the tip, as far as a transaction in it can tell. */
export const nextBlock = (chain: Chain, producer: Address): BlockContext => ({
  height: nextHeight(chain),
  timestamp: chain.clock.now(),
  producer,
  final: nextFinalBlock(chain),
})
