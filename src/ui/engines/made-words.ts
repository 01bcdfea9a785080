import { plural, t } from '@lingui/core/macro'

/** Words that engines without a search share: their blocks are made, not mined. */
export const MADE_WORDS = {
  takePart: t`Take part in this tab`,
  madeHere: t`made here`,
  nowAndMade: (now: string, blocks: number) =>
    t`${now}, ${plural(blocks, { one: '# block', other: '# blocks' })} made`,
  offShort: t`this tab makes no blocks`,
  firstCoins: {
    text: t`Coins come from somebody who sends you some. Show your address to get the first.`,
    action: t`Show my address`,
    screen: 'receive',
  },
} as const
