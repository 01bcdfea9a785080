import type { UnixMs } from '#lib/clock.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { Hash, NetworkId, TxId } from '../ids.ts'

/** Moves `amount` from the sender to `to`. The memo is at most `MAX_MEMO_BYTES` of UTF-8 and means nothing to the rules. */
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

/** Proof of stake: two headers that one staker signed for one slot, as encoded, the lower bytes first. */
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

/** Records that the sender shows a file; the chain holds its name tag, not its bytes. */
export interface FilePayload {
  readonly kind: 'file'
  /** Binary CIDv1 with SHA2-256, 36 bytes. */
  readonly cid: Uint8Array
  readonly name: string
  readonly sizeBytes: number
  readonly mediaType: string
  readonly note: string
}

/** Makes a contract of a source, and calls its `init` with these arguments. */
export interface DeployPayload {
  readonly kind: 'deploy'
  readonly source: string
  /** An encoded list of values (contracts/encode-value.ts). */
  readonly args: Uint8Array
  /** Coins that the contract gets. */
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
  /** Coins that the contract gets. */
  readonly amount: Amount
  readonly gasLimit: bigint
  /** What the call must change, by its {@link changesHash}; otherwise it is undone. */
  readonly expected: Hash | undefined
}

/** What a transaction does; one member per kind (docs/protocol.md, Transactions). */
export type Payload =
  | TransferPayload
  | StakePayload
  | UnstakePayload
  | EvidencePayload
  | AuthorityPayload
  | FilePayload
  | DeployPayload
  | InvokePayload

/** What a sender decides and signs. */
export interface UnsignedTransaction {
  readonly version: number
  readonly networkId: NetworkId
  readonly sender: Address
  /** The sender's count of earlier transactions; they apply in this order without gaps. */
  readonly nonce: number
  readonly timestamp: UnixMs
  readonly fee: Amount
  readonly payload: Payload
}

/** A signed transaction that passed the sanity stage: its bytes are canonical and its fields are within their bounds. */
export interface Transaction extends UnsignedTransaction {
  /** Ed25519 by the sender over its `signedBytes`, 64 bytes. */
  readonly signature: Uint8Array
  readonly id: TxId
  /** The canonical encoding, which `id` is the SHA-256 of. */
  readonly bytes: Uint8Array
}
