import type { UnixMs } from '#lib/clock.ts'
import type { Result } from '#lib/result.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { BlockEvent } from '../block/block.ts'
import type { GenesisParameters } from '../genesis/genesis.ts'
import type { NetworkId } from '../ids.ts'
import type { TransactionFailure } from '../rules.ts'
import type { StateDraft } from '../state/state-draft.ts'
import type { Payload, Transaction } from '../transaction/transaction.ts'

/** The highest block of a chain that is final. */
export interface FinalBlock {
  readonly height: number
  readonly timestamp: UnixMs
}

/** What transactions may know of the block they are in; a producer has this before there is a header. */
export interface BlockContext {
  readonly height: number
  readonly timestamp: UnixMs
  readonly producer: Address
  /** The final block as the header claims it; undefined where headers claim none. */
  readonly final: FinalBlock | undefined
}

/**
 * What a kind of transaction does. The sender's nonce is used and its fee taken before; what the payload spends is taken too. A failure
 * undoes everything but fee and nonce, and is told in the receipt.
 */
export interface PayloadEffect<P extends Payload> {
  /** What the sender gives beside the fee. */
  spends(payload: P): Amount
  apply(
    draft: StateDraft,
    tx: Transaction,
    payload: P,
    block: BlockContext,
  ): Result<Effected, TransactionFailure>
}

/** What a payload made happen. */
export interface Effected {
  readonly events: readonly BlockEvent[]
  /** Used by code, beside what the transaction takes by what it is. */
  readonly gas?: bigint
  /** What code returned, encoded. */
  readonly result?: Uint8Array
}

/** The effects of some kinds, by kind. */
export type Effects<Kind extends Payload['kind']> = {
  readonly [K in Kind]: PayloadEffect<Extract<Payload, { kind: K }>>
}

/** Kinds that every network has; the others belong to an engine. */
export type CommonKind = 'transfer' | 'file'

/**
 * What a network's consensus adds to applying blocks: chain/ asks, consensus/ answers. Everything an engine must know of the past it
 * keeps in the state, under keys of its own.
 */
export interface ConsensusRules {
  /** Writes what the state holds of consensus at height 0. */
  found(draft: StateDraft): void
  /** What happens in a block before its transactions. */
  begin(draft: StateDraft, block: BlockContext): void
  /** The kinds of transaction that belong to this engine, and those of contracts where the node can run them. */
  readonly effects: Partial<Effects<Exclude<Payload['kind'], CommonKind>>>
}

/** All that the rules of a network depend on; made once, from its genesis. */
export interface NetworkRules {
  readonly genesis: GenesisParameters
  readonly networkId: NetworkId
  readonly engine: ConsensusRules
}
