import type { Address } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { WaitingFacts } from './finality/electorate.ts'

/** What a network's consensus looks like at a tip, for screens and commands; one member per engine. */
export type ConsensusFacts = PowFacts | PosFacts | PoaFacts

export interface PowFacts {
  readonly type: 'pow'
  /** What the next block's hash must not exceed. */
  readonly target: bigint
  /** The whole network's power, as far as its blocks have shown it lately; at least one tab's. */
  readonly hashesPerSecond: bigint
}

export interface StakerFacts {
  readonly address: Address
  /** At stake from its latest change on. */
  readonly staked: Amount
  /** What counts in the tip's epoch. */
  readonly counted: Amount
  /** The next first; where there are many, the last is all the rest, which is complete by then. */
  readonly unbonding: readonly { readonly amount: Amount; readonly releaseAt: UnixMs }[]
}

export interface PosFacts {
  readonly type: 'pos'
  readonly slot: number
  readonly epoch: number
  /** When the tip's epoch ends. */
  readonly epochEnds: UnixMs
  /** All stakes that count in the tip's epoch. */
  readonly counted: Amount
  /** The largest first; not all, where there are many. */
  readonly stakers: readonly StakerFacts[]
  /** How many are not listed; absent where all are. */
  readonly more?: number
  readonly waiting: WaitingFacts
}

export interface PoaFacts {
  readonly type: 'poa'
  readonly admin: Address
  /** In the order of their turns. */
  readonly authorities: readonly Address[]
  /** Whose turn the next block is. */
  readonly next: Address
  /** Those who made none of the last `lately` blocks that wait to be final; nobody while none waits. */
  readonly silent: readonly Address[]
  readonly waiting: WaitingFacts
}
