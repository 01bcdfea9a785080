import { type Amount, COIN, ZERO } from '../amount.ts'
import { DEFAULT_NETWORK } from './default-network.ts'
import type { ChainLimits, Emission, PoaParameters, PosParameters, PowParameters } from './genesis.ts'

/** What a preset says of an engine's parameters; who the founder is, it cannot know. */
export interface PresetConsensus {
  readonly pow: PowParameters
  /** `stake` is the founder's. */
  readonly pos: Omit<PosParameters, 'stakes'> & { readonly stake: Amount }
  readonly poa: Omit<PoaParameters, 'admin' | 'authorities'>
}

export type ConsensusName = keyof PresetConsensus

/** A network that makes sense as it is, but for its name and its founder. */
export interface Preset<Name extends ConsensusName = ConsensusName> {
  readonly consensus: PresetConsensus[Name]
  readonly emission: Emission
  readonly limits: ChainLimits
  /** The founder's balance at height 0. */
  readonly premine: Amount
}

const coins = (count: bigint): Amount => (count * COIN) as Amount

/**
 * Enough to give each of a thousand people a thousand. Where nobody earns coins by work, only the founder has any to give away, and who has
 * none cannot pay a fee.
 */
const PREMINE = coins(1_000_000n)

/** A hundred payments a second: more than a network of tabs ever has, and what a slow device still keeps up with. */
const TEN_SECONDS = {
  blockBytes: 512 * 1024,
  blockTransactions: 1000,
  /** Checked in JavaScript alone, this takes 3 s. */
  blockGas: 300_000_000n,
} as const

/** One teacher, one room: a payment is there before anybody asks, and nobody's device gets warm. */
const CLASSROOM: Preset<'poa'> = {
  consensus: {
    type: 'poa',
    /** Long enough to reach every tab of a room, short enough to wait for. */
    spacingMs: 3_000,
    /** Two spacings, and longer than `futureMs`: a tab that is only slow keeps its turn, one that was closed costs six seconds. */
    timeoutMs: 6_000,
    /** A payment becomes final by itself, although nobody pays after it. */
    emptyBlocks: true,
  },
  /** The teacher hands out all coins; those who sign blocks get the fees. */
  emission: { reward: ZERO, halvingInterval: 0 },
  limits: {
    /** Of a school's slow link to thirty tabs, a third of the spacing. */
    blockBytes: 256 * 1024,
    blockTransactions: 500,
    /** Checked in JavaScript alone, this takes 1 s of the three. */
    blockGas: 100_000_000n,
    /** While no majority is there, a lone teacher goes on for a whole lesson of payments. */
    finalityDepth: 1_000,
    /** Devices of one room that set their clocks by themselves differ by less. */
    futureMs: 5_000,
  },
  premine: PREMINE,
}

/** A club whose members decide by what they put in. */
const FAIR: Preset<'pos'> = {
  consensus: {
    type: 'pos',
    /** Two clocks that are two seconds off still agree on most of a slot. */
    spacingMs: 10_000,
    /** Ten minutes: a new member's stake counts after ten to twenty. */
    epochSlots: 60,
    /** With the two epochs in which a stake still counts, forty minutes, in which everybody can tell of a double signer. */
    unbondingEpochs: 2,
    /** A tenth of what the premine gives to each of a thousand, so that everybody can take part. */
    minStake: coins(100n),
    /** It hurts, but who opened one phrase in two tabs by mistake is not ruined. More than the reporter gets, so that nobody gains by reporting himself. */
    burnPercent: 50,
    /** Many times the fee of the report. */
    reporterPercent: 10,
    /** Without blocks there is no weight, and nothing becomes final. They cost no work. */
    emptyBlocks: true,
    /** A hundredth of the premine: ten members with a thousand coins each weigh as much, and the network goes on without the founder. */
    stake: coins(10_000n),
  },
  /** For being there: 8 640 coins a day, less than a hundredth of the premine. */
  emission: { reward: coins(1n), halvingInterval: 0 },
  limits: {
    ...TEN_SECONDS,
    /** A night of slots: of a thousand members with equal stakes, more than half make a block in 700. */
    finalityDepth: 10_000,
    /** Half a slot: a clock that is ahead takes no later slot than the next. */
    futureMs: 5_000,
  },
  premine: PREMINE,
}

/** Strangers: whoever works earns, from the first block on. */
const OPEN: Preset<'pow'> = {
  consensus: {
    type: 'pow',
    spacingMs: 10_000,
    /** Twenty spacings, as in the classic network. */
    halflifeMs: 200_000,
    /** About 4 million hashes: half a second of one tab with a fast kernel, four where it is slow. */
    maxTarget: 2n ** 234n - 1n,
    /** Nobody has coins at first, so that nobody could pay for the first block. */
    emptyBlocks: true,
  },
  /** Halved once a year, so that there will never be more than 316 million coins. */
  emission: { reward: coins(50n), halvingInterval: 3_153_600 },
  limits: {
    ...TEN_SECONDS,
    /** Four hours of everybody's work, so that the lesser part of a network that was cut off for eight makes nothing final by itself. */
    finalityDepth: 1_500,
    futureMs: 15_000,
  },
  premine: ZERO,
}

/** As this deployment's own network: blocks only while payments wait, so that an idle network costs nothing. */
const CLASSIC: Preset<'pow'> = {
  consensus: DEFAULT_NETWORK.consensus,
  emission: DEFAULT_NETWORK.emission,
  limits: DEFAULT_NETWORK.limits,
  premine: ZERO,
}

/** Networks to choose from by name. */
export const PRESETS = { classroom: CLASSROOM, fair: FAIR, open: OPEN, classic: CLASSIC } as const

export type PresetName = keyof typeof PRESETS

/** The preset of who names a consensus only. */
export const PRESET_OF_CONSENSUS = { poa: 'classroom', pos: 'fair', pow: 'open' } as const satisfies Record<
  ConsensusName,
  PresetName
>

/** The preset of who names neither. */
export const DEFAULT_PRESET: PresetName = 'classic'
