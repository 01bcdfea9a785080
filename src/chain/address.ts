import type { Brand } from '../lib/brand.ts'

/** An Ed25519 public key as the name of an account: 32 bytes. As text: bech32m with prefix `tab`. */
export type Address = Brand<Uint8Array, 'Address'>
