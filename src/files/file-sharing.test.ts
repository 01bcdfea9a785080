import { sha256 } from '@noble/hashes/sha2.js'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Cid } from '#lib/cid.ts'
import { StorageError } from '#storage/chain-store.ts'
import type { FileStore } from '#storage/file-store.ts'
import { type FileTab, startFileTab } from '#testing/file-tab.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testCid } from '#testing/test-cid.ts'
import { until } from '#testing/until.ts'
import type { RecordedFile } from './replicator.ts'

const MIB = 1024 * 1024
const signal = new AbortController().signal
const about = { name: 'a.bin', mediaType: 'application/octet-stream' }
const tabs = new Set<FileTab>()
let hub: LinkHub

beforeEach(() => {
  hub = new LinkHub()
})

afterEach(async () => {
  await Promise.all([...tabs].map(close))
})

async function open(n: number, options: Parameters<typeof startFileTab>[2] = {}): Promise<FileTab> {
  const tab = await startFileTab(hub, n, options)
  tabs.add(tab)
  return tab
}

async function close(tab: FileTab): Promise<void> {
  tabs.delete(tab)
  await tab.close()
}

const link = (from: FileTab, to: FileTab) => from.network.connect(to.peerId, 'manual')

/**
 * A megabyte of noise, with the seed and the megabyte's number before each, is enough to make blocks differ.
 */
const NOISE = createSeededRandom(7).bytes(MIB)

function bytesOf(length: number, seed = 7): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += MIB) {
    bytes.set(NOISE.subarray(0, Math.min(MIB, length - at)), at)
    bytes.set([seed, at / MIB].slice(0, length - at), at)
  }
  return bytes
}

const add = (tab: FileTab, bytes: Uint8Array<ArrayBuffer>) => tab.files.add(new Blob([bytes]), about, signal)

async function expectFile({ files }: FileTab, cid: Cid, bytes: Uint8Array): Promise<void> {
  const blob = await files.content.blob(cid, '', signal)
  expect(sha256(new Uint8Array(await blob.arrayBuffer()))).toEqual(sha256(bytes))
}

const recordedFile = (cid: Cid, { length: sizeBytes }: Uint8Array) => ({ cid, ...about, sizeBytes })

test('announcements of files that are neither recorded nor here are neither remembered nor relayed', async () => {
  const [author, reader] = [await open(1), await open(2)]
  await link(author, reader)
  const { cid } = await add(author, bytesOf(1000))
  const news = {
    held: [cid, testCid('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')],
    fetching: [],
    dropped: [],
  }
  expect(await reader.files.received(author.peerId, news)).toBe(false)
  expect(reader.files.holders(cid)).toEqual([])

  const replicator = await open(3, { recorded: () => [recordedFile(cid, bytesOf(1000))] })
  expect(await replicator.files.received(author.peerId, news)).toBe(true)
  expect(replicator.files.holders(cid)).toMatchObject([{ peerId: author.peerId, now: true }])
  expect(replicator.files.holders(news.held[1] ?? testCid(''))).toEqual([])
  // A peer with relevant files is still there.
  expect(await replicator.files.received(author.peerId, { ...news, held: [] })).toBe(true)
})

describe('in a large network', () => {
  const large = () => ({ tabs: 1_000, isLarge: true })

  test('a tab that arrives late learns of a holder from a neighbour, and dials it', async () => {
    const bytes = bytesOf(1000)
    const recorded: RecordedFile[] = []
    const options = { extent: large, recorded: () => recorded }
    const author = await open(1, options)
    const between = await open(2, { ...options, quotaBytes: 0 })
    const { cid, sizeBytes } = await add(author, bytes)
    recorded.push(recordedFile(cid, bytes))
    await link(author, between)
    author.files.recorded([cid])
    await until(() =>
      expect(between.files.holders(cid)).toMatchObject([{ peerId: author.peerId, now: true }]),
    )

    const late = await open(3, options)
    await link(late, between)
    expect(late.files.holders(cid)).toEqual([])
    await late.files.fetch(cid, { ...about, sizeBytes })
    await expectFile(late, cid, bytes)
    expect(late.network.peers().map(({ peerId }) => peerId)).toContain(author.peerId)
  })
})

describe('a file', () => {
  const bytes = bytesOf(5 * MIB + 17)

  test('is copied from tab to tab, byte for byte, and from a second tab after the author left', async () => {
    const author = await open(1)
    const reader = await open(2)
    await link(reader, author)
    const { cid, sizeBytes } = await add(author, bytes)
    expect(sizeBytes).toBe(bytes.length)

    const row = await reader.files.fetch(cid, { ...about, sizeBytes })
    expect(row).toMatchObject({ state: 'held', sizeBytes, doneBytes: sizeBytes })
    await expectFile(reader, cid, bytes)
    expect((await reader.files.content.read(cid, { offset: MIB - 5, length: 10 }, signal)).bytes).toEqual(
      bytes.subarray(MIB - 5, MIB + 5),
    )

    await close(author)
    const late = await open(3)
    await link(late, reader)
    await late.files.fetch(cid, { ...about, sizeBytes })
    await expectFile(late, cid, bytes)
    expect([...reader.reported, ...late.reported].filter(({ type }) => type === 'unrequested')).toEqual([])
  })

  test('is fetched again as often as it is dropped', async () => {
    const [author, reader] = [await open(1), await open(2)]
    await link(author, reader)
    const note = bytesOf(1000)
    const { cid } = await add(author, note)
    for (let times = 0; times < 5; times++) {
      await reader.files.fetch(cid, { ...about, sizeBytes: note.length })
      await expectFile(reader, cid, note)
      await reader.files.drop(cid)
    }
  })

  test('is fetched from several tabs at once, each block once', async () => {
    const served = new Map<string, number>()
    const counted = (store: FileStore): FileStore => ({
      ...store,
      block: async digest => {
        served.set(digest, (served.get(digest) ?? 0) + 1)
        return store.block(digest)
      },
    })
    const holders = [await open(1, { wrapStore: counted }), await open(2, { wrapStore: counted })]
    for (const holder of holders) await add(holder, bytesOf(12 * MIB))
    const reader = await open(3)
    for (const holder of holders) await link(reader, holder)
    const { cid } = holders[0]?.files.rows()[0] ?? { cid: testCid('') }
    served.clear()

    await reader.files.fetch(cid, { ...about, sizeBytes: 0 })
    await expectFile(reader, cid, bytesOf(12 * MIB))
    const infos = reader.network.peers()
    for (const { bytesIn } of infos) expect(bytesIn).toBeGreaterThan(2 * MIB)
    expect(infos.reduce((sum, { bytesIn }) => sum + bytesIn, 0)).toBeLessThan(14 * MIB)
  })

  test('whose fetch was interrupted resumes with the received blocks, after a reload too', async () => {
    const author = await open(1)
    const { cid } = await add(author, bytesOf(24 * MIB))
    const database = new IDBFactory()
    let puts = 0
    const first = await open(2, {
      database,
      wrapStore: store => ({
        ...store,
        putBlocks: (...args) => {
          puts++
          return store.putBlocks(...args)
        },
      }),
    })
    await link(first, author)
    first.files.fetch(cid, { ...about, sizeBytes: 0 }).catch(() => {})
    await until(() => expect(puts).toBeGreaterThan(8))
    await close(first)
    expect(puts).toBeLessThan(25)

    const second = await open(2, { database })
    await link(second, author)
    await until(() => expect(second.files.row(cid)?.state).toBe('held'))
    await expectFile(second, cid, bytesOf(24 * MIB))
    const [info] = second.network.peers()
    expect(info?.bytesIn).toBeLessThan((24 - 7) * MIB)
  })

  test('that no tab has fails with the reason, which names the past holders', async () => {
    const author = await open(1)
    const { cid } = await add(author, bytes)
    let recorded = [recordedFile(cid, bytes)]
    const reader = await open(2, { recorded: () => recorded })
    await link(reader, author)
    await until(() => expect(reader.files.replicas(cid)).toBe(1))
    // Otherwise the network's own copy of it would be fetched too.
    recorded = []
    await close(author)
    const failure = await reader.files.fetch(cid, { ...about, sizeBytes: 0 }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'FILE_UNAVAILABLE' })
    expect(String(failure)).toMatch(/one tab (held it, last seen a moment ago|should hold it)/)
    expect(reader.files.row(cid)).toMatchObject({ state: 'waiting', problem: { code: 'FILE_UNAVAILABLE' } })

    // It is fetched without a request once a peer has it.
    const back = await open(1)
    await add(back, bytes)
    await link(back, reader)
    await until(() => expect(reader.files.row(cid)?.state).toBe('held'))
  })
})

describe('a tab that sends wrong blocks', () => {
  test('is refused and scored, and another tab sends the file', async () => {
    const bytes = bytesOf(8 * MIB)
    const forged = (store: FileStore): FileStore => ({
      ...store,
      block: async digest => {
        const block = await store.block(digest)
        return block && block.length > MIB / 2 ? block.slice().fill(1, 0, 9) : block
      },
    })
    const forger = await open(1, { wrapStore: forged })
    const reader = await open(3)
    await link(reader, forger)
    const { cid } = await add(forger, bytes)
    const fetched = reader.files.fetch(cid, { ...about, sizeBytes: 0 })
    fetched.catch(() => {})
    await until(() => expect(reader.handlers.eventsOf('peer-penalised')).not.toEqual([]))
    expect(reader.handlers.eventsOf('peer-penalised')[0]).toMatchObject({
      peerId: forger.peerId,
      code: 'WIRE_UNREQUESTED',
    })
    // Several of them close the link.
    await until(() => expect(reader.network.peers()).toEqual([]))

    const honest = await open(2)
    await add(honest, bytes)
    await link(reader, honest)
    await until(() => expect(reader.files.row(cid)?.state).toBe('held'))
    await expectFile(reader, cid, bytes)
  })
})

describe('room', () => {
  test('ends in the middle of a file: the import fails and leaves nothing', async () => {
    let puts = 0
    const tab = await open(1, {
      wrapStore: store => ({
        ...store,
        putBlocks: async (...args) => {
          if (++puts > 3) throw new StorageError('STORAGE_FULL', 'the disk is full')
          await store.putBlocks(...args)
        },
      }),
    })
    await expect(add(tab, bytesOf(8 * MIB))).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    expect(await tab.store.files()).toEqual([])
    expect(tab.files.quota()).toMatchObject({ usedBytes: 0, files: 0 })
  })

  test('is made by removing files that are not pinned', async () => {
    const tab = await open(1, { quotaBytes: 20 * MIB })
    const first = await add(tab, bytesOf(8 * MIB, 1))
    const second = await add(tab, bytesOf(8 * MIB, 2))
    await expect(add(tab, bytesOf(8 * MIB, 3))).rejects.toMatchObject({ code: 'FILES_FULL' })
    expect(tab.files.rows()).toHaveLength(2)

    await tab.files.pin(second.cid, { ...about, sizeBytes: 0 }, false)
    const third = await add(tab, bytesOf(8 * MIB, 3))
    expect(tab.files.rows().map(({ cid }) => cid)).toEqual([first.cid, third.cid])
    await expectFile(tab, first.cid, bytesOf(8 * MIB, 1))
    expect(await tab.files.drop(third.cid)).toBeGreaterThanOrEqual(8 * MIB)
  })

  test('is counted once for blocks that two files share', async () => {
    const tab = await open(1)
    const long = await add(tab, bytesOf(3 * MIB))
    const short = await add(tab, bytesOf(3 * MIB).slice(0, 2 * MIB))
    expect(await tab.files.drop(long.cid)).toBeLessThan(1.1 * MIB)
    await expectFile(tab, short.cid, bytesOf(3 * MIB).subarray(0, 2 * MIB))
  })

  test('a cancelled import leaves nothing', async () => {
    const tab = await open(1)
    const stop = new AbortController()
    const added = tab.files.add(new Blob([bytesOf(30 * MIB)]), about, stop.signal)
    stop.abort(new Error('enough'))
    await expect(added).rejects.toThrow('enough')
    expect(await tab.store.files()).toEqual([])
  })
})

describe('a CAR', () => {
  test('is exported from one tab and imported into another', async () => {
    const from = await open(1)
    const to = await open(2)
    const { cid } = await add(from, bytesOf(3 * MIB + 1))
    const car = await from.files.content.toCar(cid, signal)
    expect(await to.files.addCar(car, about, signal)).toMatchObject({
      cid,
      sizeBytes: 3 * MIB + 1,
      pinned: true,
    })
    await expectFile(to, cid, bytesOf(3 * MIB + 1))
  })

  test('that is cut off, changed or invalid is refused and leaves nothing', async () => {
    const tab = await open(1)
    const { cid } = await add(tab, bytesOf(3 * MIB))
    const car = await tab.files.content.toCar(cid, signal)
    await tab.files.drop(cid)
    const changed = new Uint8Array(await car.arrayBuffer())
    changed[2 * MIB] = (changed[2 * MIB] ?? 0) ^ 1
    for (const bad of [car.slice(0, 2 * MIB), new Blob([changed]), new Blob(['no car']), car.slice(0, 70)]) {
      await expect(tab.files.addCar(bad, about, signal)).rejects.toMatchObject({ code: 'CAR_BAD' })
    }
    expect(await tab.store.files()).toEqual([])
    expect(tab.files.quota().usedBytes).toBe(0)
  })
})
