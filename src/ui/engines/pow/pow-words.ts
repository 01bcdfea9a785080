import { plural, t } from '@lingui/core/macro'
import { IconPick } from '@tabler/icons-react'
import type { EngineWords } from '../engine-parts.ts'

/** Proof of work in words. */
export const POW_WORDS: EngineWords = {
  name: t`Proof of work`,
  idea: t`Every tab may search for blocks. The more it computes, the more it finds.`,
  place: t`Mining`,
  icon: IconPick,
  takePart: t`Mine in this tab`,
  madeHere: t`mined here`,
  nowAndMade: (now, blocks) => t`${now}, ${plural(blocks, { one: '# block', other: '# blocks' })} mined`,
  off: t`Mining is off. Whoever finds a block gets new coins and the fees of the transactions in it.`,
  offShort: t`this tab does not mine`,
  once: {
    about: t`Searches until one block is found, with or without transactions: the way to the first coins of a network.`,
    button: t`Mine one block now`,
  },
  firstCoins: {
    text: t`Coins come from mining a block, or from somebody who sends you some.`,
    action: t`Mine your first coins`,
    screen: 'mining',
  },
}
