import { DatabaseGuard, type Timer } from './database-guard.ts'
import type { KeyDatabase } from './schema.ts'

/**
 * A profile's choices, in the keys' database, so that they outlive any chain. Values are plain data, and each
 * key has one owner, which knows its type. Every call throws a `StorageError` when the environment fails.
 */
export interface SettingsStore {
  get<T>(key: string): Promise<T | undefined>
  set<T>(key: string, value: T): Promise<void>
  delete(key: string): Promise<void>
  all(): Promise<Record<string, unknown>>
}

/** The time limits run on `timer`, by default the environment's. */
export function createSettingsStore(db: KeyDatabase, timer?: Timer): SettingsStore {
  const guard = new DatabaseGuard(db, timer)
  const { settings } = db

  return {
    // The code that set the value under this key knows its type.
    get: async <T>(key: string) => (await guard.read(() => settings.get(key)))?.value as T | undefined,
    set: async (key, value) => {
      await guard.write([settings], () => settings.put({ key, value }))
    },
    delete: key => guard.write([settings], () => settings.delete(key)),
    all: async () => {
      const rows = await guard.read(() => settings.toArray())
      return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
    },
  }
}
