/** What a call that sends a transaction gives. */
export interface Sent {
  txId: string
}

/** What can keep a transaction of any kind from being sent. */
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
