import { ed25519 } from '@noble/curves/ed25519.js'
import { type Address, addressFromBytes, formatAddress } from '#chain/address.ts'
import type { SealingKey } from '#consensus/engine.ts'
import { prove } from '#consensus/vrf.ts'

/**
 * A readable key pair: an attacker's, made for one attack, or the wallet's own if an attack needs its rights.
 */
export interface LabKey {
  readonly secretKey: Uint8Array
  readonly address: Address
  readonly text: string
}

export function labKey(secretKey: Uint8Array): LabKey {
  const address = addressFromBytes(ed25519.getPublicKey(secretKey))
  return { secretKey, address, text: formatAddress(address) }
}

export const signWith = ({ secretKey }: LabKey, message: Uint8Array): Uint8Array =>
  ed25519.sign(message, secretKey)

export const sealingKeyOf = (key: LabKey): SealingKey => ({
  address: key.address,
  sign: async message => signWith(key, message),
  prove: async alpha => prove(key.secretKey, alpha),
})
