import type { UnixMs } from '#lib/clock.ts'
import type { Address } from '../address.ts'
import type { BlockId, Height, MerkleRoot, NetworkId, StateRoot } from '../ids.ts'

/**
 * The fields with which an engine shows its right to produce: byte strings and non-negative integers that
 * only the network's engine reads (`consensus/`). A miner varies the last one.
 */
export type Seal = readonly (Uint8Array | bigint)[]

/** A header without what its encoding determines. */
export interface HeaderFields {
  readonly version: number
  readonly networkId: NetworkId
  readonly height: Height
  readonly parent: BlockId
  readonly timestamp: UnixMs
  readonly txRoot: MerkleRoot
  readonly stateRoot: StateRoot
  readonly receiptRoot: MerkleRoot
  readonly fileRoot: MerkleRoot
  /** Receives the reward and the fees. */
  readonly producer: Address
  readonly seal: Seal
}

/** A header that passed the sanity stage: its bytes are canonical. */
export interface Header extends HeaderFields {
  readonly id: BlockId
  /** The canonical encoding, whose SHA-256 is `id`. */
  readonly bytes: Uint8Array
}
