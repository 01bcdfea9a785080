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

/** The highest final block of a chain. */
export interface FinalBlock {
  readonly height: number
  readonly timestamp: UnixMs
}

/** What transactions can know about their block; a producer has it before there is a header. */
export interface BlockContext {
  readonly height: number
  readonly timestamp: UnixMs
  readonly producer: Address
  /** The final block that the header names; undefined where headers name none. */
  readonly final: FinalBlock | undefined
}

/**
 * The effect of a kind of transaction. Nonce, fee and the amount that the payload spends were taken before. A
 * failure undoes everything but nonce and fee, and the receipt states it.
 */
export interface PayloadEffect<P extends Payload> {
  /** The amount that the sender gives beside the fee. */
  spends(payload: P): Amount
  apply(
    draft: StateDraft,
    tx: Transaction,
    payload: P,
    block: BlockContext,
  ): Result<Effected, TransactionFailure>
}

/** The outcome of a payload. */
export interface Effected {
  readonly events: readonly BlockEvent[]
  /** Gas that code used, beside the transaction's own. */
  readonly gas?: bigint
  /** The value that code returned, encoded. */
  readonly result?: Uint8Array
}

/** The effects of some kinds, by kind. */
export type Effects<Kind extends Payload['kind']> = {
  readonly [K in Kind]: PayloadEffect<Extract<Payload, { kind: K }>>
}

/** The kinds of every network; the others belong to an engine. */
export type CommonKind = 'transfer' | 'file'

/**
 * What a network's consensus adds to applying blocks: an interface of chain/ that consensus/ implements. An
 * engine keeps everything that it must know about the past in the state, under keys of its own.
 */
export interface ConsensusRules {
  /** Writes the entries of the consensus at height 0. */
  found(draft: StateDraft): void
  /** Applies the changes of a block before its transactions. */
  begin(draft: StateDraft, block: BlockContext): void
  /**
   * The kinds of transaction that belong to this engine, and those of contracts where the node can run them.
   */
  readonly effects: Partial<Effects<Exclude<Payload['kind'], CommonKind>>>
}

/** Everything that the rules of a network depend on; made once, from its genesis. */
export interface NetworkRules {
  readonly genesis: GenesisParameters
  readonly networkId: NetworkId
  readonly engine: ConsensusRules
}
