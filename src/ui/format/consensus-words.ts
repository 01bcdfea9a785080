import { plural, t } from '@lingui/core/macro'
import type { ConsensusSummary } from '#storage/rows.ts'

export type ConsensusType = ConsensusSummary['type']

/** The screens' words for a consensus. */
export interface ConsensusWords {
  readonly name: string
  /** A sentence about who produces blocks. */
  readonly idea: string
  /** The screen of producing, and its entry in the navigation. */
  readonly place: string
  /** The switch, and the panel that has it. */
  readonly takePart: string
  /** A note on a block of this tab's own. */
  readonly madeHere: string
  /** What production does now and has done: `1.5 kH/s, 2 blocks mined`. */
  nowAndMade(now: string, blocks: number): string
  /** While the switch is off. */
  readonly off: string
  readonly offShort: string
  readonly once: { readonly about: string; readonly button: string }
  /** How an empty wallet gets coins. */
  readonly firstCoins: {
    readonly text: string
    readonly action: string
    readonly screen: 'mining' | 'receive'
  }
}

const GIVEN_COINS = {
  text: t`Coins come from somebody who sends you some. Show your address to get the first.`,
  action: t`Show my address`,
  screen: 'receive',
} as const

const nowAndMade = (now: string, blocks: number) =>
  t`${now}, ${plural(blocks, { one: '# block', other: '# blocks' })} made`

/**
 * Keyed by the engine, so that no screen asks which one runs; a new engine does not compile without words.
 */
export const CONSENSUS_WORDS: Record<ConsensusType, ConsensusWords> = {
  pow: {
    name: t`Proof of work`,
    idea: t`Every tab may search for blocks. The more it computes, the more it finds.`,
    place: t`Mining`,
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
  },
  pos: {
    name: t`Proof of stake`,
    idea: t`Whoever stakes coins takes part in a lottery for each block. The higher the stake, the more often it wins.`,
    place: t`Staking`,
    takePart: t`Take part in this tab`,
    madeHere: t`made here`,
    nowAndMade,
    off: t`This tab makes no blocks, even when your stake wins. Your stake still counts.`,
    offShort: t`this tab makes no blocks`,
    once: {
      about: t`Waits until one of your stakes wins a slot, and makes a block then, with or without transactions.`,
      button: t`Make one block now`,
    },
    firstCoins: GIVEN_COINS,
  },
  poa: {
    name: t`Proof of authority`,
    idea: t`Authorities take turns making blocks. An admin appoints them.`,
    place: t`Authorities`,
    takePart: t`Take part in this tab`,
    madeHere: t`made here`,
    nowAndMade,
    off: t`This tab makes no blocks, even when it is your turn. The others pass over you after a while.`,
    offShort: t`this tab makes no blocks`,
    once: {
      about: t`Waits for your next turn, and makes a block then, with or without transactions.`,
      button: t`Make one block now`,
    },
    firstCoins: GIVEN_COINS,
  },
}
