import { t } from '@lingui/core/macro'
import { IconUserShield } from '@tabler/icons-react'
import type { EngineWords } from '../engine-parts.ts'
import { MADE_WORDS } from '../made-words.ts'

/** Proof of authority in words. */
export const POA_WORDS: EngineWords = {
  ...MADE_WORDS,
  name: t`Proof of authority`,
  idea: t`Authorities take turns making blocks. An admin appoints them.`,
  place: t`Authorities`,
  icon: IconUserShield,
  off: t`This tab makes no blocks, even when it is your turn. The others pass over you after a while.`,
  once: {
    about: t`Waits for your next turn, and makes a block then, with or without transactions.`,
    button: t`Make one block now`,
  },
}
