import { describe, expect, test } from 'vitest'
import { chainStoreSuite } from '#storage/chain-store.suite.ts'
import { StorageError } from '#storage/chain-store.ts'
import { createMemoryChainStore } from './memory-chain-store.ts'

describe('memory chain store', () => {
  chainStoreSuite(async () => {
    const store = createMemoryChainStore()
    return {
      store,
      reopen: async () => createMemoryChainStore(store.disk),
      dispose: async () => {},
    }
  })

  test('fails on demand until it is repaired', async () => {
    const store = createMemoryChainStore()
    store.failWith(new StorageError('STORAGE_FULL', 'full'))
    await expect(store.load()).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    store.failWith(undefined)
    expect((await store.load()).blocks).toEqual([])
  })
})
