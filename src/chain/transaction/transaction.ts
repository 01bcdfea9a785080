import type { UnixMs } from '#lib/clock.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { Hash, NetworkId, TxId } from '../ids.ts'

/**
 * Moves `amount` from the sender to `to`. The memo has at most `MAX_MEMO_BYTES` of UTF-8 and no meaning to
 * the rules.
 */
export interface TransferPayload {
  readonly kind: 'transfer'
  readonly to: Address
  readonly amount: Amount
  readonly memo: string
}

/** Proof of stake: moves `amount` from the sender's balance to its stake. */
export interface StakePayload {
  readonly kind: 'stake'
  readonly amount: Amount
}

/** Proof of stake: begins to move `amount` of the sender's stake back to its balance. */
export interface UnstakePayload {
  readonly kind: 'unstake'
  readonly amount: Amount
}

/** Proof of stake: two encoded headers that one staker signed for one slot, the lower bytes first. */
export interface EvidencePayload {
  readonly kind: 'evidence'
  readonly first: Uint8Array
  readonly second: Uint8Array
}

/** Proof of authority: the admin adds or removes an authority, or makes `address` the admin. */
export interface AuthorityPayload {
  readonly kind: 'authority'
  readonly action: 'add' | 'remove' | 'admin'
  readonly address: Address
}

/** Records that the sender shows a file; the chain holds its description, not its bytes. */
export interface FilePayload {
  readonly kind: 'file'
  /** Binary CIDv1 with SHA2-256, 36 bytes. */
  readonly cid: Uint8Array
  readonly name: string
  readonly sizeBytes: number
  readonly mediaType: string
  readonly note: string
}

/** Makes a contract from a source, and calls its `init` with these arguments. */
export interface DeployPayload {
  readonly kind: 'deploy'
  readonly source: string
  /** An encoded list of values (contracts/encode-value.ts). */
  readonly args: Uint8Array
  /** Coins that the contract receives. */
  readonly amount: Amount
  readonly gasLimit: bigint
}

/** Calls a method of a contract. */
export interface InvokePayload {
  readonly kind: 'invoke'
  readonly contract: Address
  readonly method: string
  /** An encoded list of values (contracts/encode-value.ts). */
  readonly args: Uint8Array
  /** Coins that the contract receives. */
  readonly amount: Amount
  readonly gasLimit: bigint
  /** The {@link changesHash} of the changes that the call must have; otherwise it is undone. */
  readonly expected: Hash | undefined
}

/** The effect of a transaction; one member per kind (docs/protocol.md, Transactions). */
export type Payload =
  | TransferPayload
  | StakePayload
  | UnstakePayload
  | EvidencePayload
  | AuthorityPayload
  | FilePayload
  | DeployPayload
  | InvokePayload

/** The fields that a sender decides and signs. */
export interface UnsignedTransaction {
  readonly version: number
  readonly networkId: NetworkId
  readonly sender: Address
  /** The number of the sender's earlier transactions; they apply in this order without gaps. */
  readonly nonce: number
  readonly timestamp: UnixMs
  readonly fee: Amount
  readonly payload: Payload
}

/**
 * A signed transaction that passed the sanity stage: its bytes are canonical, its fields within their bounds.
 */
export interface Transaction extends UnsignedTransaction {
  /** Ed25519 by the sender over its `signedBytes`, 64 bytes. */
  readonly signature: Uint8Array
  readonly id: TxId
  /** The canonical encoding, whose SHA-256 is `id`. */
  readonly bytes: Uint8Array
}
