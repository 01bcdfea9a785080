import type { UnixMs } from '../../lib/clock.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { NetworkId, TxId } from '../ids.ts'

/** Moves `amount` from the sender to `to`. The memo is at most `MAX_MEMO_BYTES` of UTF-8 and means nothing to the rules. */
export interface TransferPayload {
  readonly kind: 'transfer'
  readonly to: Address
  readonly amount: Amount
  readonly memo: string
}

/** What a transaction does; one member per kind (docs/protocol.md, Transactions). */
export type Payload = TransferPayload

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
  /** Ed25519 by the sender over {@link signingBytes}, 64 bytes. */
  readonly signature: Uint8Array
  readonly id: TxId
  /** The canonical encoding, which `id` is the SHA-256 of. */
  readonly bytes: Uint8Array
}
