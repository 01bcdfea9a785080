import type { UnixMs } from '../../lib/clock.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'

/** Proof of work (docs/protocol.md, Proof of work). */
export interface PowParameters {
  readonly type: 'pow'
  /** Time between blocks that difficulty aims at. */
  readonly spacingMs: number
  /** Being late by this much doubles the target. */
  readonly halflifeMs: number
  /** The easiest target, and the genesis target: a block's id, read as a big-endian number, must not exceed the target. */
  readonly maxTarget: bigint
  /** By default a miner waits for transactions; `true` makes empty blocks the default. */
  readonly emptyBlocks: boolean
}

/** One member per consensus engine. */
export type ConsensusParameters = PowParameters

export interface Emission {
  readonly reward: Amount
  /** Blocks between halvings of the reward; 0 for none. */
  readonly halvingInterval: number
}

/** Bounds that every block of the network keeps. */
export interface ChainLimits {
  readonly blockBytes: number
  readonly blockTransactions: number
  /** A reorganisation never undoes more than this many blocks. */
  readonly finalityDepth: number
  /** How far a header's timestamp may be ahead of a node's clock; further is `unchecked`, not `invalid`. */
  readonly futureMs: number
}

/** Everything that makes a network; its encoding's SHA-256 is the network's id. */
export interface GenesisParameters {
  readonly version: number
  readonly name: string
  readonly symbol: string
  readonly timestamp: UnixMs
  readonly consensus: ConsensusParameters
  readonly emission: Emission
  readonly limits: ChainLimits
  /** Balances at height 0, ordered by address. */
  readonly allocations: readonly (readonly [Address, Amount])[]
}
