import type { Address } from '../chain/address.ts'
import type { Header, HeaderFields, Seal } from '../chain/block/header.ts'
import type { GenesisParameters } from '../chain/genesis/genesis.ts'
import type { BlockId } from '../chain/ids.ts'
import type { Violation } from '../chain/rules.ts'
import type { UnixMs } from '../lib/clock.ts'
import type { Result } from '../lib/result.ts'

/** What an engine may know of the chain below a header. Answers come from memory: the window from the final block to the tips. */
export interface HeaderReader {
  /** Undefined for a header that is not known or lies below the window. */
  header(id: BlockId): Header | undefined
}

/**
 * What is known of a header beyond its bytes, derived from its parent's record by {@link Engine.follow}, so that no rule walks the chain.
 * `engine` is the engine's own: plain data that structured clone and storage keep.
 */
export interface ChainRecord {
  /** Sum of the weights from genesis to here. */
  readonly totalWeight: bigint
  readonly engine: unknown
}

/** What a producer needs in order to seal a block on a parent; `waitUntil` says when to ask again. */
export type Preparation =
  | { readonly status: 'ready'; readonly seal: Seal; readonly target: bigint }
  | { readonly status: 'wait'; readonly waitUntil: UnixMs; readonly reason: string }

/**
 * A consensus engine: who may produce, and which of two chains counts for more. Pure: it reads headers, and asks no clock,
 * network or storage.
 */
export interface Engine {
  readonly type: GenesisParameters['consensus']['type']
  /** What the fields of a seal are called, in order; for people. */
  readonly sealFields: readonly string[]
  /** The genesis header's seal and record. */
  genesisSeal(): Seal
  genesisRecord(genesis: Header): ChainRecord
  /** May `producer` produce on `parent` at `now`; with which seal to begin, and what its search must meet. */
  prepare(parent: Header, record: ChainRecord, producer: Address, now: UnixMs): Preparation
  /** Does the seal give the right to produce? Everything that needs the header and its parent only. */
  verify(header: Header, parent: Header, record: ChainRecord): Result<void, Violation>
  /** The record of `header`, whose parent has `record`. */
  follow(header: Header, parent: Header, record: ChainRecord): ChainRecord
  /** What this header adds to its chain in fork choice. */
  weight(header: HeaderFields): bigint
}
