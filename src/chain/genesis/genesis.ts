import type { UnixMs } from '#lib/clock.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'

/** Proof of work (docs/protocol.md, Proof of work). */
export interface PowParameters {
  readonly type: 'pow'
  /** The time between blocks that the difficulty aims at. */
  readonly spacingMs: number
  /** Being late by this much doubles the target. */
  readonly halflifeMs: number
  /**
   * The easiest target, which is that of genesis: a block's id, read as a big-endian number, must not exceed
   * the target.
   */
  readonly maxTarget: bigint
  /** By default a miner waits for transactions; `true` makes empty blocks the default. */
  readonly emptyBlocks: boolean
}

/** Proof of stake (docs/protocol.md, Proof of stake). */
export interface PosParameters {
  readonly type: 'pos'
  /** Length of a slot; each may have a block. */
  readonly spacingMs: number
  /** Slots of an epoch, at whose boundaries changed stakes begin to count and the lottery's seed changes. */
  readonly epochSlots: number
  /** Epochs in which a bond waits, and can be slashed, after its stake no longer counts. */
  readonly unbondingEpochs: number
  /** The least stake of an address, unless it has none. */
  readonly minStake: Amount
  /** Percentage of a double signer's stake that is burnt. */
  readonly burnPercent: number
  /** Percentage that the sender of the evidence receives. */
  readonly reporterPercent: number
  readonly emptyBlocks: boolean
  /** Stakes at height 0, ordered by address; not part of the allocations. */
  readonly stakes: readonly (readonly [Address, Amount])[]
}

/** Proof of authority (docs/protocol.md, Proof of authority). */
export interface PoaParameters {
  readonly type: 'poa'
  /** Least time between blocks. */
  readonly spacingMs: number
  /** Silence after which the next authority in order may produce. */
  readonly timeoutMs: number
  readonly emptyBlocks: boolean
  /** Adds and removes authorities; at first the founder. */
  readonly admin: Address
  /** At height 0, in the order of their turns. */
  readonly authorities: readonly Address[]
}

/** One member per consensus engine. */
export type ConsensusParameters = PowParameters | PosParameters | PoaParameters

export interface Emission {
  readonly reward: Amount
  /** Blocks between halvings of the reward; 0 for none. */
  readonly halvingInterval: number
}

/** Bounds of every block of the network. */
export interface ChainLimits {
  readonly blockBytes: number
  readonly blockTransactions: number
  /** Gas of a block's transactions together (chain/apply/intrinsic-gas.ts). */
  readonly blockGas: bigint
  /**
   * Where blocks are signed: how many blocks of a producer may wait to be final. With proof of work: how many
   * blocks at least lie above a final one, and the work of how many spacings.
   */
  readonly finalityDepth: number
  /**
   * How far a header's timestamp may be ahead of a node's clock; beyond that it is `unchecked`, not
   * `invalid`.
   */
  readonly futureMs: number
}

/** From `height` on, blocks follow version `version` of the rules. */
export interface Activation {
  readonly version: number
  readonly height: number
}

/** Everything that defines a network; the SHA-256 of its encoding is the network's id. */
export interface GenesisParameters {
  readonly version: number
  readonly name: string
  readonly symbol: string
  readonly timestamp: UnixMs
  readonly consensus: ConsensusParameters
  readonly emission: Emission
  readonly limits: ChainLimits
  /** Versions of the rules after the first, ascending in both fields. */
  readonly activations: readonly Activation[]
  /** Balances at height 0, ordered by address. */
  readonly allocations: readonly (readonly [Address, Amount])[]
}
