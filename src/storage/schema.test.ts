import { expect, test } from 'vitest'
import { createDexieChainStore } from './dexie-chain-store.ts'
import { openChainDatabase } from './schema.ts'

// Node has no IndexedDB, like a browser that withholds it.
test('an environment without IndexedDB is reported, not waited for', async () => {
  const store = createDexieChainStore(openChainDatabase('none'))
  await expect(store.load(1)).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: expect.stringContaining('allow site data'),
  })
})
