import { addressFromBytes } from '#chain/address.ts'
import type { SealingKey } from '#consensus/engine.ts'
import { prove } from '#consensus/vrf.ts'
import type { Wallet } from '#wallet/wallet.ts'

/** The wallet's keys for the engine, the first address first: it gets the reward if anybody may produce. */
export function sealingKeys(wallet: Wallet): SealingKey[] {
  return wallet.addresses().map(({ address, publicKey }) => ({
    address: addressFromBytes(publicKey),
    sign: message => wallet.sign(address, message),
    prove: async alpha => prove(await wallet.secretSeed(address), alpha),
  }))
}
