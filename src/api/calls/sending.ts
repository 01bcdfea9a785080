/** The result of a call that sends a transaction. */
export interface Sent {
  txId: string
}

/** Errors of sending a transaction of any kind. */
export type Sending =
  | 'BALANCE_TOO_LOW'
  | 'WALLET_LOCKED'
  | 'KEYS_UNREADABLE'
  | 'POOL_BALANCE'
  | 'POOL_FEE_LOW'
  | 'POOL_FULL'
  | 'POOL_NONCE_FAR'
  | 'POOL_NONCE_USED'
  | 'POOL_REPLACEMENT_FEE'
  | 'POOL_SENDER_FULL'
  | 'POOL_TOO_LARGE'
  | 'TX_SCHEMA'
