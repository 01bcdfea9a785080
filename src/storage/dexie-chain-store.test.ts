import { IDBFactory } from 'fake-indexeddb'
import { describe } from 'vitest'
import { chainStoreSuite } from './chain-store.suite.ts'
import { createDexieChainStore } from './dexie-chain-store.ts'
import { openChainDatabase } from './schema.ts'

describe('Dexie chain store on fake-indexeddb', () => {
  chainStoreSuite(async () => {
    const factory = new IDBFactory()
    const open = () => createDexieChainStore(openChainDatabase('suite', factory))
    const store = open()
    return {
      store,
      reopen: async () => {
        store.close()
        return open()
      },
      dispose: async () => store.close(),
    }
  })
})
