import type { Address } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { WaitingFacts } from './finality/electorate.ts'

/** The state of a network's consensus at a tip, for screens and commands; one member per engine. */
export type ConsensusFacts = PowFacts | PosFacts | PoaFacts

export interface PowFacts {
  readonly type: 'pow'
  /** The greatest hash that the next block may have. */
  readonly target: bigint
  /** The whole network's power as its blocks have shown it lately; at least one tab's. */
  readonly hashesPerSecond: bigint
}

export interface StakerFacts {
  readonly address: Address
  /** The stake from its latest change on. */
  readonly staked: Amount
  /** The stake that counts in the tip's epoch. */
  readonly counted: Amount
  /**
   * The next first. Where there are many, the last stands for all others, and has the epoch of the latest.
   */
  readonly unbonding: readonly { readonly amount: Amount; readonly releaseAt: UnixMs }[]
}

export interface PosFacts {
  readonly type: 'pos'
  readonly slot: number
  readonly epoch: number
  /** The end of the tip's epoch. */
  readonly epochEnds: UnixMs
  /** All stakes that count in the tip's epoch. */
  readonly counted: Amount
  /** The largest first; not all, where there are many. */
  readonly stakers: readonly StakerFacts[]
  /** The number of stakers that are not listed; absent where all are. */
  readonly more?: number
  readonly waiting: WaitingFacts
}

export interface PoaFacts {
  readonly type: 'poa'
  readonly admin: Address
  /** In the order of their turns. */
  readonly authorities: readonly Address[]
  /** The authority whose turn the next block is. */
  readonly next: Address
  /**
   * Authorities that made none of the last `lately` blocks that wait to be final; none while no block waits.
   */
  readonly silent: readonly Address[]
  readonly waiting: WaitingFacts
}
