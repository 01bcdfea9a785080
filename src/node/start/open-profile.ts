import type { Random } from '#lib/random.ts'
import {
  type KeyDatabase,
  keyDatabaseName,
  openKeyDatabase,
  openWorkDatabase,
  type WorkDatabase,
  workDatabaseName,
} from '#storage/schema.ts'
import { createSettingsStore, type SettingsStore } from '#storage/settings-store.ts'
import { createWallet } from '#wallet/create-wallet.ts'
import type { Wallet } from '#wallet/wallet.ts'

/** The parts of a profile that all networks share. */
export interface Profile {
  readonly number: number
  readonly keys: KeyDatabase
  readonly work: WorkDatabase
  readonly settings: SettingsStore
  readonly wallet: Wallet
}

/** Opens a profile's databases and its wallet. */
export async function openProfile(number: number, random: Random): Promise<Profile> {
  const keys = openKeyDatabase(keyDatabaseName(number))
  const work = openWorkDatabase(workDatabaseName(number))
  const settings = createSettingsStore(keys)
  const wallet = await createWallet(keys, { random, subtle: crypto.subtle })
  return { number, keys, work, settings, wallet }
}
