import type { Address } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import type { BlockContext, ConsensusRules } from '#chain/apply/consensus-rules.ts'
import type { Header, HeaderFields, Seal } from '#chain/block/header.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { TransactionFailure, Violation } from '#chain/rules.ts'
import type { State } from '#chain/state/state.ts'
import type { StateReader } from '#chain/state/state-draft.ts'
import type { EvidencePayload } from '#chain/transaction/transaction.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { Result } from '#lib/result.ts'
import type { ConsensusFacts } from './facts.ts'
import type { Agreement, Claims } from './finality/claims.ts'
import type { Electorate } from './finality/electorate.ts'

/**
 * A block and its ancestors, downwards, as far as the node keeps them: to below the final block of every
 * chain that may still become the main one.
 */
export type Ancestry = Iterable<RecordedHeader>

/**
 * What a node knows about a header beyond its bytes. {@link Engine.follow} derives it from the parent's
 * record, so that no rule walks the chain. `engine` belongs to the engine: plain data that structured clone
 * and storage keep.
 */
export interface ChainRecord {
  /**
   * The value that fork choice compares: the sum of the weights from genesis to here, and above it the
   * justified height where there is one.
   */
  readonly totalWeight: bigint
  readonly engine: unknown
}

/** A header with its record. */
export interface RecordedHeader extends ChainRecord {
  readonly header: Header
}

/** One of the node's own keys, as far as producing needs it. */
export interface SealingKey {
  readonly address: Address
  /** Ed25519 (RFC 8032), 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>
  /** ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381), 80 bytes. */
  prove(alpha: Uint8Array): Promise<Uint8Array>
}

/** What a producer passes to the engine before it makes a block. */
export interface ProductionRequest {
  readonly parent: RecordedHeader
  /** The parent and its ancestors. */
  readonly ancestry: Ancestry
  /** The state after the parent. */
  readonly state: StateReader
  /** The node's own keys, the preferred one first; never empty. */
  readonly keys: readonly SealingKey[]
  readonly now: UnixMs
  /** The least timestamp that the median of the ancestors allows. */
  readonly earliest: UnixMs
  /** Since when this node has had a reason to make a block; others may have had it too, and made none. */
  readonly wantedSince: UnixMs
  /**
   * The height from which on a key has signed only ancestors of the next block, given that block's justified
   * height. Undefined if the key may not sign the block, because it signed on a chain with a higher one.
   */
  readonly sinceOf: (address: Address, justified: number) => Promise<number | undefined>
}

/**
 * May the node produce on this parent now? With which key, time and seal; the seal's last field is still
 * empty. `waitUntil` is the time to ask again if nothing else changes; it is absent when only a change of the
 * chain can help.
 */
export type Preparation =
  | {
      readonly status: 'ready'
      readonly key: SealingKey
      readonly timestamp: UnixMs
      readonly seal: Seal
    }
  | { readonly status: 'wait'; readonly waitUntil?: UnixMs; readonly reason: string }

/** A search for a nonce; undefined when it was stopped. */
export type Search = (job: { prefix: Uint8Array; target: bigint }) => Promise<bigint | undefined>

/**
 * A consensus engine: who may produce, and which of two chains is preferred. It is pure: it receives headers,
 * state, keys and time, and uses no clock, network or storage itself. Its effects on the state are its part
 * of {@link ConsensusRules}.
 */
export interface Engine extends ConsensusRules {
  readonly type: GenesisParameters['consensus']['type']
  /** What gives the right to make a block; for people. */
  readonly madeBy: 'work' | 'stake' | 'authorities'
  /**
   * Does a seal need a search, whose work somebody pays for? Then producing is off until it is switched on.
   */
  readonly sealsBySearch: boolean
  /** The names of the seal's fields in order, for people. */
  readonly sealFields: readonly string[]
  /** The genesis header's seal and record. */
  genesisSeal(): Seal
  genesisRecord(genesis: Header): ChainRecord

  prepare(request: ProductionRequest): Promise<Preparation>
  /** Fills in the last field of a prepared seal; undefined when the search was stopped. */
  seal(draft: Header, key: SealingKey, search: Search): Promise<Header | undefined>

  /** Checks everything about the seal that headers alone show, before a body is requested. */
  verify(header: Header, parent: RecordedHeader): Result<void, Violation>
  /**
   * Did the producer have the right, in the state after the parent? Checks what the seal claims about state
   * and chain. `ancestry` begins at the parent; it is undefined where the state is of an earlier block, and
   * then nothing about the chain is checked.
   */
  authorise(header: Header, state: StateReader, ancestry: Ancestry | undefined): Result<void, Violation>

  /** The agreement of the chain that ends with the first of `ancestry`, whose state this is. */
  agree(ancestry: Ancestry, state: StateReader): Agreement
  /**
   * The electorate of this final block, by the state after it or a later one; undefined where nobody signs.
   */
  electorate(state: StateReader, final: RecordedHeader): Electorate | undefined
  /**
   * A header's claims about its own and its parent's chain, never less than an ancestor's; undefined where
   * nobody signs.
   */
  claims(header: Pick<HeaderFields, 'seal'>): Claims | undefined

  /** The record of `header`, given its parent's record. */
  follow(header: Header, parent: RecordedHeader): ChainRecord
  /** What this header adds to its chain in fork choice. */
  weight(header: HeaderFields): bigint
  /**
   * Decides between chains of equal weight: the lower value wins. Equal everywhere if the first seen stays.
   */
  tieBreak(header: Header): bigint

  /**
   * Identifies, as text, what an honest producer signs only once; undefined where signing twice is not an
   * offence.
   */
  offenceKey(header: Header): string | undefined
  /** The payload of the transaction that reports two headers with one offence key. */
  evidenceOf(a: Header, b: Header): EvidencePayload
  /**
   * Would the evidence slash in a block of this height and time on this state? Costs two signatures at most.
   */
  checkEvidence(
    evidence: EvidencePayload,
    state: StateReader,
    block: Pick<BlockContext, 'height' | 'timestamp'>,
  ): Result<void, TransactionFailure>

  /** The part of an address's coins that secures the network. */
  stakeOf(state: StateReader, address: Address): Amount
  /**
   * For people: who may produce, what it takes, and what waits to be final. `ancestry` begins at the tip,
   * whose state this is.
   */
  facts(state: State, ancestry: Ancestry): ConsensusFacts
}
