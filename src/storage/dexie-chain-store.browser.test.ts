import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { blockRow, bodyRow, commitOf, extension, pendingRow } from '#testing/chain-rows.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { testPeer } from '#testing/test-peer.ts'
import { until } from '#testing/until.ts'
import { chainStoreSuite } from './chain-store.suite.ts'
import type { ChainStore } from './chain-store.ts'
import { createDexieChainStore } from './dexie-chain-store.ts'
import { BULK_TIME_LIMIT_MS, OPEN_TIME_LIMIT_MS, OPERATION_TIME_LIMIT_MS } from './limits.ts'
import { type ChainDatabase, chainDatabaseName, openChainDatabase } from './schema.ts'

let name = ''
let count = 0
beforeEach(() => {
  name = chainDatabaseName(`test ${++count}`, 0)
})

describe('Dexie chain store in a real browser', () => {
  chainStoreSuite(async () => {
    const open = () => createDexieChainStore(openChainDatabase(name))
    const store = open()
    return {
      store,
      reopen: async () => {
        store.close()
        return open()
      },
      dispose: async () => {
        store.close()
        await openChainDatabase(name).delete()
      },
    }
  })
})

describe('faults of a real browser', () => {
  let db: ChainDatabase
  let store: ChainStore
  beforeEach(() => {
    db = openChainDatabase(name)
    store = createDexieChainStore(db)
  })
  afterEach(async () => {
    store.close()
    await openChainDatabase(name).delete()
  })

  test('a database of a newer schema is refused and not changed', async () => {
    const newer = await openRaw(name, 20, upgraded => upgraded.createObjectStore('of the future'))
    newer.close()
    await expect(store.load()).rejects.toMatchObject({ code: 'STORAGE_NEWER_SCHEMA' })
    await expect(store.commit(commitOf({}))).rejects.toMatchObject({ code: 'STORAGE_NEWER_SCHEMA' })
    store.close()

    const after = await openRaw(name)
    expect(after.version).toBe(20)
    expect([...after.objectStoreNames]).toEqual(['of the future'])
    after.close()
  })

  test('a full disk rejects the commit as a whole; stored rows stay readable, and a commit that fits is written', async () => {
    const small = createDexieChainStore(openChainDatabase(name, await smallDisk(1_000_000)))
    await small.commit(commitOf({ extended: extension('a', 0, 1) }))

    const next = commitOf({ extended: extension('a', 1, 2, 1) })
    const state = Array.from({ length: 40 }, (_, i) => [`key ${i}`, new Uint8Array(500_000).fill(i)] as const)
    await expect(small.commit({ ...next, state })).rejects.toMatchObject({
      name: 'StorageError',
      code: 'STORAGE_FULL',
    })
    expect((await small.blocksFrom(0, 10)).map(({ id }) => id)).toEqual(['a0'])
    expect(await small.tx('tx a1 0')).toBeUndefined()

    await small.commit(next)
    expect(await small.blocksFrom(0, 10)).toHaveLength(3)
    await small.destroy()
  })

  test('a commit that cannot start ends at its time limit and writes nothing, then or later', async () => {
    await store.commit(commitOf({ extended: extension('a', 0, 1) }))
    const clock = createFakeClock()
    const timed = createDexieChainStore(db, clock)
    const lock = holdTable(await openRaw(name), 'blocks')

    const outcome = expect(timed.commit(commitOf({ extended: extension('a', 1, 1) }))).rejects.toMatchObject({
      code: 'STORAGE_TIMEOUT',
    })
    // The limit starts once the transaction waits for the lock.
    await until(() => expect(clock.pending()).toBeGreaterThan(0))
    await clock.advance(BULK_TIME_LIMIT_MS)
    await outcome
    await lock.release()

    expect((await store.blocksFrom(0, 10)).map(({ id }) => id)).toEqual(['a0'])
    await timed.commit(commitOf({ extended: extension('a', 1, 1) }))
    expect((await store.blocksFrom(0, 10)).map(({ id }) => id)).toEqual(['a0', 'a1'])
    expect(clock.pending()).toBe(0)
  })

  test('a read that gets no answer ends at its time limit', async () => {
    await store.commit(commitOf({ extended: extension('a', 0, 1) }))
    const clock = createFakeClock()
    const timed = createDexieChainStore(db, clock)
    const lock = holdTable(await openRaw(name), 'blocks')

    const outcome = expect(timed.block('a0')).rejects.toMatchObject({ code: 'STORAGE_TIMEOUT' })
    await until(() => expect(clock.pending()).toBeGreaterThan(0))
    await clock.advance(OPERATION_TIME_LIMIT_MS)
    await outcome
    await lock.release()
    expect(await timed.block('a0')).toBeDefined()
  })

  test('a lost connection is reopened', async () => {
    await store.commit(commitOf({ extended: extension('a', 0, 1) }))
    db.backendDB().close()
    await store.commit(commitOf({ extended: extension('a', 1, 1) }))
    db.backendDB().close()
    expect(await store.blocksFrom(0, 10)).toHaveLength(2)
  })

  test('nothing is written on top of a database that the browser deleted', async () => {
    await store.commit(commitOf({ extended: extension('a', 0, 1) }))
    await deleteRaw(name)
    await expect(store.commit(commitOf({ extended: extension('a', 1, 1) }))).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    })
    expect(await store.blocksFrom(0, 10)).toEqual([])
  })

  test('deletion does not wait for screens that still read', async () => {
    const screen = openChainDatabase(name)
    await store.commit(commitOf({ extended: extension('a', 0, 1) }))
    expect(await screen.blocks.count()).toBe(1)
    await store.destroy()
    expect((await indexedDB.databases()).map(info => info.name)).not.toContain(name)
    screen.close()
  })

  test('a database that never opens is reported', async () => {
    const clock = createFakeClock()
    const silent = { ...boundFactory(), open: () => ({}) as IDBOpenDBRequest }
    const waiting = createDexieChainStore(openChainDatabase(name, silent), clock)
    const outcome = expect(waiting.load()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' })
    await until(() => expect(clock.pending()).toBeGreaterThan(0))
    await clock.advance(OPEN_TIME_LIMIT_MS)
    await outcome
  })

  test('a browser that blocks site data is reported', async () => {
    const blocking = {
      ...boundFactory(),
      open: () => {
        throw new DOMException('blocked', 'SecurityError')
      },
    }
    await expect(createDexieChainStore(openChainDatabase(name, blocking)).load()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    })
  })

  test('blocks and payments are written with strict durability, the rest is not', async () => {
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await store.commit(commitOf({ extended: extension('a', 0, 1) }))
    await store.putPending([pendingRow('p')])
    await store.putSummary([{ key: 'mempool', count: 0, bytes: 0 }])
    const durabilities = begun.mock.calls
      .filter(([, mode]) => mode === 'readwrite')
      .map(([, , options]) => options?.durability)
    begun.mockRestore()
    expect(durabilities).toEqual(['strict', 'strict', undefined])
  })

  test('bytes cut out of a frame are stored without the frame', async () => {
    const frame = new Uint8Array(100_000)
    const block = blockRow('a0', 0, { header: frame.subarray(10, 20) })
    const body = { ...bodyRow('a0'), body: frame.subarray(20, 50) }
    await store.commit(
      commitOf({ extended: [{ block, body, txs: [] }], state: [['k', frame.subarray(0, 1)]] }),
    )
    const { blocks, state } = await store.load()
    expect(blocks[0]?.header.buffer.byteLength).toBe(10)
    expect((await store.body('a0'))?.body.buffer.byteLength).toBe(30)
    expect(state[0]?.value.buffer.byteLength).toBe(1)
  })

  test('a live query of another connection can read what the node writes', async () => {
    const wallet = {
      address: 'tab1alice',
      name: 'main',
      position: 0,
      balance: 2n ** 62n,
      nonce: 1,
      stake: 0n,
      pendingOut: 0n,
      pendingIn: 0n,
    }
    await store.putWallet([wallet])
    await store.replacePeers([
      {
        peerId: testPeer('x'),
        direction: 'inbound',
        state: 'connected',
        score: 0,
        relayed: false,
        bytesIn: 0,
        bytesOut: 0,
        route: 'known',
        since: 1,
      },
    ])
    await store.putSummary([{ key: 'sync', state: 'idle', target: 1, height: 1 }])
    const screen = openChainDatabase(name)
    expect(await screen.wallet.toArray()).toEqual([wallet])
    expect(await screen.peers.count()).toBe(1)
    expect(await screen.summary.get('sync')).toMatchObject({ state: 'idle' })
    await store.replacePeers([])
    expect(await screen.peers.count()).toBe(0)
    screen.close()
  })
})

/**
 * A disk of `quotaBytes`: a storage bucket with its own quota (Storage Buckets API, in Chromium since 122).
 */
async function smallDisk(quotaBytes: number): Promise<IDBFactory> {
  const { storageBuckets } = navigator as unknown as {
    storageBuckets: { open(name: string, options: object): Promise<{ indexedDB: IDBFactory }> }
  }
  return (await storageBuckets.open(`small-${quotaBytes}`, { quota: quotaBytes })).indexedDB
}

function boundFactory() {
  return {
    open: indexedDB.open.bind(indexedDB),
    deleteDatabase: indexedDB.deleteDatabase.bind(indexedDB),
    databases: indexedDB.databases.bind(indexedDB),
    cmp: indexedDB.cmp.bind(indexedDB),
  }
}

function openRaw(
  databaseName: string,
  version?: number,
  upgrade?: (db: IDBDatabase) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, version)
    request.onupgradeneeded = () => upgrade?.(request.result)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function deleteRaw(databaseName: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseName)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/** Keeps a write transaction on a table alive until `release`, so that all others wait. */
function holdTable(db: IDBDatabase, table: string) {
  const transaction = db.transaction([table], 'readwrite')
  let held = true
  const keep = () => {
    if (held) transaction.objectStore(table).count().onsuccess = keep
  }
  keep()
  return {
    release: () =>
      new Promise<void>(resolve => {
        transaction.oncomplete = () => {
          db.close()
          resolve()
        }
        held = false
      }),
  }
}
