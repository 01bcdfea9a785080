import type { Random } from '#lib/random.ts'
import type { DatabaseGuard } from '#storage/database-guard.ts'
import type { AddressRow, LockRow, VaultRow } from '#storage/rows.ts'
import type { KeyDatabase } from '#storage/schema.ts'
import { addressOfSeed } from './address-rows.ts'
import { addressSeed, ENTROPY_BYTES } from './phrase.ts'
import { createDeviceKey, createVault, type Sealed, type Vault } from './vault.ts'
import { WalletError } from './wallet.ts'

/** A profile's keys as the database stores them, and the vault that opens them. */
export interface Keys {
  /** The vault of this device's key. */
  readonly vault: Vault
  /** If present, the phrase and the imported keys are sealed under the key that the password opens. */
  readonly lock: LockRow | undefined
  /** Sealed BIP-39 entropy. */
  readonly phrase: Sealed
  /** Sealed seed of the peer's identity. */
  readonly identity: Sealed
  /** By position; never empty. */
  readonly addresses: readonly AddressRow[]
}

export const FIRST_NAME = 'main'
const IDENTITY_BYTES = 32

interface KeyRows {
  readonly vault: readonly VaultRow[]
  readonly addresses: readonly AddressRow[]
}

/** The stored keys, or new ones on a profile's first start. Two first starts at once agree on one set. */
export async function loadKeys(
  db: KeyDatabase,
  guard: DatabaseGuard,
  random: Random,
  subtle: SubtleCrypto,
): Promise<Keys> {
  let rows = await guard.read(() => readRows(db))
  if (rows.vault.length === 0) {
    const fresh = await createRows(random, subtle)
    rows = await guard.write([db.vault, db.addresses], () => writeOnce(db, fresh))
  }
  return keysOf(rows, random, subtle)
}

async function readRows(db: KeyDatabase): Promise<KeyRows> {
  const [vault, addresses] = await Promise.all([db.vault.toArray(), db.addresses.toArray()])
  return { vault, addresses }
}

/**
 * Keys are made before the transaction, because IndexedDB ends one that waits for anything else; the first to
 * write wins.
 */
async function writeOnce(db: KeyDatabase, fresh: KeyRows): Promise<KeyRows> {
  const stored = await readRows(db)
  if (stored.vault.length > 0) return stored
  await Promise.all([db.vault.bulkAdd([...fresh.vault]), db.addresses.bulkAdd([...fresh.addresses])])
  return fresh
}

async function createRows(random: Random, subtle: SubtleCrypto): Promise<KeyRows> {
  const cryptoKey = await createDeviceKey(subtle)
  const vault = createVault(cryptoKey, random, subtle)
  const entropy = random.bytes(ENTROPY_BYTES)
  const address = addressOfSeed(await addressSeed(entropy, 0))
  return {
    vault: [
      { key: 'device', cryptoKey },
      { key: 'phrase', sealed: await vault.seal(entropy, 'phrase') },
      { key: 'identity', sealed: await vault.seal(random.bytes(IDENTITY_BYTES), 'identity') },
    ],
    addresses: [{ address, name: FIRST_NAME, position: 0, index: 0 }],
  }
}

function keysOf({ vault, addresses }: KeyRows, random: Random, subtle: SubtleCrypto): Keys {
  const device = vault.find(row => row.key === 'device')
  const phrase = sealedRow(vault, 'phrase')
  const identity = sealedRow(vault, 'identity')
  if (!device) throw new WalletError("this profile's device key")
  if (!phrase || !identity || addresses.length === 0) throw new WalletError("all of this profile's keys")
  return {
    vault: createVault(device.cryptoKey, random, subtle),
    lock: vault.find(row => row.key === 'lock'),
    phrase,
    identity,
    addresses: [...addresses].sort((a, b) => a.position - b.position),
  }
}

function sealedRow(vault: readonly VaultRow[], key: VaultRow['key']): Sealed | undefined {
  const row = vault.find(candidate => candidate.key === key)
  return row && 'sealed' in row ? row.sealed : undefined
}
