import { t } from '@lingui/core/macro'
import { IconCoins } from '@tabler/icons-react'
import type { EngineWords } from '../engine-parts.ts'
import { MADE_WORDS } from '../made-words.ts'

/** Proof of stake in words. */
export const POS_WORDS: EngineWords = {
  ...MADE_WORDS,
  name: t`Proof of stake`,
  idea: t`Whoever stakes coins takes part in a lottery for each block. The higher the stake, the more often it wins.`,
  place: t`Staking`,
  icon: IconCoins,
  off: t`This tab makes no blocks, even when your stake wins. Your stake still counts.`,
  once: {
    about: t`Waits until one of your stakes wins a slot, and makes a block then, with or without transactions.`,
    button: t`Make one block now`,
  },
}
