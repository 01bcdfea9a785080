import type { ConsensusSummary } from '#storage/rows.ts'

export type ConsensusType = ConsensusSummary['type']

/** The screens' words for a consensus. */
export interface ConsensusWords {
  readonly name: string
  /** A sentence about who produces blocks. */
  readonly idea: string
  /** The screen of producing, and its entry in the navigation. */
  readonly place: 'Mining' | 'Staking' | 'Authorities'
  /** The switch, and the panel that has it. */
  readonly takePart: string
  /** Of a block of this tab's own. */
  readonly madeHere: string
  readonly made: string
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
  text: 'Coins come from somebody who sends you some. Show your address to get the first.',
  action: 'Show my address',
  screen: 'receive',
} as const

/**
 * Keyed by the engine, so that no screen asks which one runs; a new engine does not compile without words.
 */
export const CONSENSUS_WORDS: Record<ConsensusType, ConsensusWords> = {
  pow: {
    name: 'Proof of work',
    idea: 'Every tab may search for blocks. The more it computes, the more it finds.',
    place: 'Mining',
    takePart: 'Mine in this tab',
    madeHere: 'mined here',
    made: 'mined',
    off: 'Mining is off. Whoever finds a block gets new coins and the fees of the transactions in it.',
    offShort: 'this tab does not mine',
    once: {
      about:
        'Searches until one block is found, with or without transactions: the way to the first coins of a network.',
      button: 'Mine one block now',
    },
    firstCoins: {
      text: 'Coins come from mining a block, or from somebody who sends you some.',
      action: 'Mine your first coins',
      screen: 'mining',
    },
  },
  pos: {
    name: 'Proof of stake',
    idea: 'Whoever stakes coins takes part in a lottery for each block. The higher the stake, the more often it wins.',
    place: 'Staking',
    takePart: 'Take part in this tab',
    madeHere: 'made here',
    made: 'made',
    off: 'This tab makes no blocks, even when your stake wins. Your stake still counts.',
    offShort: 'this tab makes no blocks',
    once: {
      about:
        'Waits until one of your stakes wins a slot, and makes a block then, with or without transactions.',
      button: 'Make one block now',
    },
    firstCoins: GIVEN_COINS,
  },
  poa: {
    name: 'Proof of authority',
    idea: 'Authorities take turns making blocks. An admin appoints them.',
    place: 'Authorities',
    takePart: 'Take part in this tab',
    madeHere: 'made here',
    made: 'made',
    off: 'This tab makes no blocks, even when it is your turn. The others pass over you after a while.',
    offShort: 'this tab makes no blocks',
    once: {
      about: 'Waits for your next turn, and makes a block then, with or without transactions.',
      button: 'Make one block now',
    },
    firstCoins: GIVEN_COINS,
  },
}
