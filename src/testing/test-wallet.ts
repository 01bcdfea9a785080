import { ed25519 } from '@noble/curves/ed25519.js'
import { assert } from '#lib/assert.ts'
import { fail, ok } from '#lib/result.ts'
import type { OwnAddress, Wallet } from '#wallet/wallet.ts'
import type { TestAccount } from './chain-builder.ts'

/** A wallet with the one address `main` of a test account, without a database. */
export function createTestWallet({ address, secretKey, text }: TestAccount): Wallet {
  const own: OwnAddress = { name: 'main', address: text, publicKey: address }
  const fixed = async () => fail('NAME_BAD', 'a test wallet has one address')

  return {
    addresses: () => [own],
    find: name => (name === own.name || name === text ? ok(own) : fail('NAME_UNKNOWN', `no address ${name}`)),
    newAddress: fixed,
    rename: fixed,
    exportPem: async name => fail('NAME_UNKNOWN', `no key of ${name}`),
    importPem: fixed,
    protection: () => ({ encrypted: false, locked: false }),
    encrypt: fixed,
    lock: fixed,
    unlock: fixed,
    backup: fixed,
    restorePhrase: fixed,
    restoreBackup: fixed,
    phrase: async () => {
      assert(false, 'a test wallet has no phrase')
    },
    sign: async (_, message) => ed25519.sign(message, secretKey),
    secretSeed: async () => secretKey,
    identitySeed: async () => secretKey,
  }
}
