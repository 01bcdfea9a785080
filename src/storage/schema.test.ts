import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDexieChainStore } from './dexie-chain-store.ts'
import { openChainDatabase } from './schema.ts'

/** What Dexie found when it was loaded. */
const { dependencies } = Dexie

// As in a browser that withholds it.
beforeEach(() => {
  vi.stubGlobal('indexedDB', undefined)
  Dexie.dependencies = { ...dependencies, indexedDB: undefined as never }
})
afterEach(() => {
  Dexie.dependencies = dependencies
})

test('an environment without IndexedDB is reported at once', async () => {
  const store = createDexieChainStore(openChainDatabase('none'))
  await expect(store.load()).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: expect.stringContaining('Allow site data'),
  })
})
