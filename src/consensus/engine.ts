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

/** A block and its ancestors, downwards, as far as the node remembers: below the final block of every chain that may still become the main one. */
export type Ancestry = Iterable<RecordedHeader>

/**
 * What is known of a header beyond its bytes, derived from its parent's record by {@link Engine.follow}, so that no rule walks the chain.
 * `engine` is the engine's own: plain data that structured clone and storage keep.
 */
export interface ChainRecord {
  /** What fork choice compares: the sum of the weights from genesis to here, above that the justified height where there is one. */
  readonly totalWeight: bigint
  readonly engine: unknown
}

/** A header and what is known of it. */
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

/** What a producer asks before it makes a block. */
export interface ProductionRequest {
  readonly parent: RecordedHeader
  /** The parent and its ancestors. */
  readonly ancestry: Ancestry
  /** The state after the parent. */
  readonly state: StateReader
  /** The node's own, the preferred one first; never empty. */
  readonly keys: readonly SealingKey[]
  readonly now: UnixMs
  /** The least timestamp that median time past allows. */
  readonly earliest: UnixMs
  /** Since when this node has had a reason to make a block: others may have had it too, and have not. */
  readonly wantedSince: UnixMs
  /**
   * From which height on a key has signed nothing but ancestors of the next block, given how high that one's chain is justified. Undefined if it may not
   * sign it, since it stood behind more.
   */
  readonly sinceOf: (address: Address, justified: number) => Promise<number | undefined>
}

/**
 * May the node produce on this parent now? With which key, time and seal; the seal's last field is still open. `waitUntil` says when to
 * ask again, if nothing else changes; it is absent when only a change of the chain can help.
 */
export type Preparation =
  | {
      readonly status: 'ready'
      readonly key: SealingKey
      readonly timestamp: UnixMs
      readonly seal: Seal
    }
  | { readonly status: 'wait'; readonly waitUntil?: UnixMs; readonly reason: string }

/** A search for a nonce; undefined when it was given up. */
export type Search = (job: { prefix: Uint8Array; target: bigint }) => Promise<bigint | undefined>

/**
 * A consensus engine: who may produce, and which of two chains counts for more. Pure: it is given headers, state, keys and time, and asks
 * no clock, network or storage itself. What it does to the state is its part of {@link ConsensusRules}.
 */
export interface Engine extends ConsensusRules {
  readonly type: GenesisParameters['consensus']['type']
  /** What gives the right to make a block; for people. */
  readonly madeBy: 'work' | 'stake' | 'authorities'
  /** Does a seal take a search, whose work somebody pays for? Then producing is off until it is switched on. */
  readonly sealsBySearch: boolean
  /** What the fields of a seal are called, in order; for people. */
  readonly sealFields: readonly string[]
  /** The genesis header's seal and record. */
  genesisSeal(): Seal
  genesisRecord(genesis: Header): ChainRecord

  prepare(request: ProductionRequest): Promise<Preparation>
  /** Fills in the last field of a prepared seal; undefined when the search was given up. */
  seal(draft: Header, key: SealingKey, search: Search): Promise<Header | undefined>

  /** Everything about the seal that shows from headers alone, before a body is asked for. */
  verify(header: Header, parent: RecordedHeader): Result<void, Violation>
  /**
   * Had the producer the right, in the state after the parent? What the seal claims of state and chain is checked here; `ancestry` begins at the parent, and
   * is undefined where the state is of an earlier block: then of the chain nothing is checked.
   */
  authorise(header: Header, state: StateReader, ancestry: Ancestry | undefined): Result<void, Violation>

  /** What the chain that ends with the first of `ancestry`, whose state this is, has come to. */
  agree(ancestry: Ancestry, state: StateReader): Agreement
  /** Those who count for what becomes final on this final block, by the state after it or a later one; undefined where nobody signs. */
  electorate(state: StateReader, final: RecordedHeader): Electorate | undefined
  /** What a header claims of its own and its parent's chain; undefined where nobody signs. Not less than an ancestor claims. */
  claims(header: Pick<HeaderFields, 'seal'>): Claims | undefined

  /** The record of `header`, whose parent has this record. */
  follow(header: Header, parent: RecordedHeader): ChainRecord
  /** What this header adds to its chain in fork choice. */
  weight(header: HeaderFields): bigint
  /** Decides between chains of equal weight: the lower one wins; all alike where the first seen stays. */
  tieBreak(header: Header): bigint

  /** What an honest producer signs only once, as text; undefined where signing twice is no offence. */
  offenceKey(header: Header): string | undefined
  /** The transaction's payload that tells of two headers with one offence key. */
  evidenceOf(a: Header, b: Header): EvidencePayload
  /** Would it do what it is for, in a block of this height and time on this state? Costs two signatures at most. */
  checkEvidence(
    evidence: EvidencePayload,
    state: StateReader,
    block: Pick<BlockContext, 'height' | 'timestamp'>,
  ): Result<void, TransactionFailure>

  /** What of an address's coins secures the network. */
  stakeOf(state: StateReader, address: Address): Amount
  /** For people: who may produce, what it takes, and what waits to be final; `ancestry` begins at the tip, whose state this is. */
  facts(state: State, ancestry: Ancestry): ConsensusFacts
}
