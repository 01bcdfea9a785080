import { type Amount, COIN, ZERO } from '../amount.ts'
import { DEFAULT_NETWORK } from './default-network.ts'
import type { ChainLimits, Emission, PoaParameters, PosParameters, PowParameters } from './genesis.ts'

/** A preset's parameters of an engine; it cannot know the founder. */
export interface PresetConsensus {
  readonly pow: PowParameters
  /** `stake` is the founder's. */
  readonly pos: Omit<PosParameters, 'stakes'> & { readonly stake: Amount }
  readonly poa: Omit<PoaParameters, 'admin' | 'authorities'>
}

export type ConsensusName = keyof PresetConsensus

/** A network that is complete except for its name and its founder. */
export interface Preset<Name extends ConsensusName = ConsensusName> {
  readonly consensus: PresetConsensus[Name]
  readonly emission: Emission
  readonly limits: ChainLimits
  /** The founder's balance at height 0. */
  readonly premine: Amount
}

const coins = (count: bigint): Amount => (count * COIN) as Amount

/**
 * Enough to give each of a thousand people a thousand coins. Where nobody earns coins by work, only the
 * founder has any to give away, and nobody without coins can pay a fee.
 */
const PREMINE = coins(1_000_000n)

/**
 * A hundred payments a second: more than a network of tabs ever has, and within the reach of a slow device.
 */
const TEN_SECONDS = {
  blockBytes: 512 * 1024,
  blockTransactions: 1000,
  /** Checking these in JavaScript alone takes 3 s. */
  blockGas: 300_000_000n,
} as const

/** One teacher, one room: a payment arrives before anybody asks, and nobody's device gets warm. */
const CLASSROOM: Preset<'poa'> = {
  consensus: {
    type: 'poa',
    /** Long enough to reach every tab of a room, short enough to wait for. */
    spacingMs: 3_000,
    /**
     * Two spacings, and longer than `futureMs`: a tab that is only slow keeps its turn, and a closed one
     * costs six seconds.
     */
    timeoutMs: 6_000,
    /** A payment becomes final by itself, even if nobody pays after it. */
    emptyBlocks: true,
  },
  /** The teacher hands out all coins; the authorities receive the fees. */
  emission: { reward: ZERO, halvingInterval: 0 },
  limits: {
    /** A school's slow link carries this to thirty tabs in a third of the spacing. */
    blockBytes: 256 * 1024,
    blockTransactions: 500,
    /** Checking these in JavaScript alone takes 1 s of the three. */
    blockGas: 100_000_000n,
    /** Without a majority, a lone teacher can continue for a whole lesson of payments. */
    finalityDepth: 1_000,
    /** The clocks of devices in one room, if set automatically, differ by less. */
    futureMs: 5_000,
  },
  premine: PREMINE,
}

/** A club whose members decide by their stakes. */
const FAIR: Preset<'pos'> = {
  consensus: {
    type: 'pos',
    /** Two clocks that differ by two seconds still agree on most of a slot. */
    spacingMs: 10_000,
    /** Ten minutes: a new member's stake counts after ten to twenty minutes. */
    epochSlots: 60,
    /**
     * With the two epochs in which a stake still counts, forty minutes in which everybody can report a double
     * signer.
     */
    unbondingEpochs: 2,
    /** A tenth of what the premine gives to each of a thousand people, so that everybody can take part. */
    minStake: coins(100n),
    /**
     * Enough to hurt, but not to ruin somebody who opened one phrase in two tabs by mistake. More than the
     * reporter's part, so that nobody gains by reporting itself.
     */
    burnPercent: 50,
    /** Many times the fee of the report. */
    reporterPercent: 10,
    /** Without blocks there is no weight, and nothing becomes final. They cost no work. */
    emptyBlocks: true,
    /**
     * A hundredth of the premine: ten members with a thousand coins each have as much, and the network
     * continues without the founder.
     */
    stake: coins(10_000n),
  },
  /** A reward for taking part: 8 640 coins a day, less than a hundredth of the premine. */
  emission: { reward: coins(1n), halvingInterval: 0 },
  limits: {
    ...TEN_SECONDS,
    /**
     * A night of slots: of a thousand members with equal stakes, more than half make a block within 700
     * slots.
     */
    finalityDepth: 10_000,
    /** Half a slot: a clock that runs ahead reaches at most the next slot. */
    futureMs: 5_000,
  },
  premine: PREMINE,
}

/** Strangers: whoever works earns coins, from the first block on. */
const OPEN: Preset<'pow'> = {
  consensus: {
    type: 'pow',
    spacingMs: 10_000,
    /** Twenty spacings, as in the classic network. */
    halflifeMs: 200_000,
    /** About 4 million hashes: half a second of one tab with a fast kernel, four with a slow one. */
    maxTarget: 2n ** 234n - 1n,
    /** Nobody has coins at first, so nobody could pay for the first block. */
    emptyBlocks: true,
  },
  /** Halved once a year, so that there will never be more than 316 million coins. */
  emission: { reward: coins(50n), halvingInterval: 3_153_600 },
  limits: {
    ...TEN_SECONDS,
    /**
     * Four hours of everybody's work, so that the smaller part of a network that was cut in two for eight
     * hours makes nothing final by itself.
     */
    finalityDepth: 1_500,
    futureMs: 15_000,
  },
  premine: ZERO,
}

/**
 * The same as this deployment's own network: blocks only while payments wait, so that an idle network costs
 * nothing.
 */
const CLASSIC: Preset<'pow'> = {
  consensus: DEFAULT_NETWORK.consensus,
  emission: DEFAULT_NETWORK.emission,
  limits: DEFAULT_NETWORK.limits,
  premine: ZERO,
}

/** The networks to choose from, by name. */
export const PRESETS = { classroom: CLASSROOM, fair: FAIR, open: OPEN, classic: CLASSIC } as const

export type PresetName = keyof typeof PRESETS

/** The preset where only a consensus was chosen. */
export const PRESET_OF_CONSENSUS = { poa: 'classroom', pos: 'fair', pow: 'open' } as const satisfies Record<
  ConsensusName,
  PresetName
>

/** The preset where nothing was chosen. */
export const DEFAULT_PRESET: PresetName = 'classic'
