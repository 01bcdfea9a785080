import { code as dagPb, encode, prepare } from '@ipld/dag-pb'
import { IDBFactory } from 'fake-indexeddb'
import { UnixFS } from 'ipfs-unixfs'
import { CID } from 'multiformats/cid'
import { code as raw } from 'multiformats/codecs/raw'
import { create as createDigest } from 'multiformats/hashes/digest'
import { sha256 } from 'multiformats/hashes/sha2'
import { beforeEach, expect, test, vi } from 'vitest'
import { createFileStore, type FileStore } from '#storage/file-store.ts'
import { openFilesDatabase } from '#storage/schema.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { memoryFileStore } from '#testing/memory-file-store.ts'
import { until } from '#testing/until.ts'
import { digestOf } from './block.ts'
import { FetchFile, type Source } from './fetch-file.ts'
import {
  ENDGAME_MS,
  LEAST_BLOCKS_PER_SOURCE,
  MAX_FILE_BLOCKS,
  MAX_NODE_LINKS,
  SOURCE_FAILURES,
} from './limits.ts'

const MIB = 1024 * 1024
const BYTES = Uint8Array.of(1, 2, 3)
const signal = new AbortController().signal

let clock: FakeClock
let store: FileStore
let root: CID
let useless: string[]
let fetch: FetchFile
beforeEach(async () => {
  clock = createFakeClock()
  store = createFileStore(openFilesDatabase('files', new IDBFactory()))
  root = CID.createV1(raw, await sha256.digest(BYTES))
  useless = []
  fetch = new FetchFile({
    ...{ store, clock, root, file: 1, maxBytes: 1_000 },
    onProgress: () => {},
    onUseless: name => useless.push(name),
  })
})

const source = (name: string, want: Source['want']) => ({ name, window: 8, want: vi.fn(want) })
const honest = () => source('honest', async () => BYTES)

test('a source that never answers does not hold up a fetch that has all of its blocks', async () => {
  const silent = source(
    'silent',
    (_, stop) => new Promise((_, reject) => stop.addEventListener('abort', () => reject(stop.reason))),
  )
  const run = fetch.run(signal)
  fetch.add(silent)
  await until(() => expect(silent.want).toHaveBeenCalledTimes(1))
  const giver = honest()
  fetch.add(giver)
  expect(giver.want).not.toHaveBeenCalled()

  await clock.advance(ENDGAME_MS)
  await run
  expect(await store.block(digestOf(root))).toEqual(BYTES)
  for (const { want } of [silent, giver]) expect(want).toHaveBeenCalledTimes(1)
  // A slow source is not useless.
  expect(useless).toEqual([])
})

test('a source that does not send a block that it claims to have is reported once', async () => {
  const empty = source('empty', async () => undefined)
  const run = fetch.run(signal)
  fetch.add(empty)
  await until(() => expect(useless).toEqual(['empty']))
  expect(empty.want).toHaveBeenCalledTimes(SOURCE_FAILURES)
  fetch.add(honest())
  await run
  expect(useless).toEqual(['empty'])
})

test('a file with too many blocks is given up before they are requested', async () => {
  const leaves = Array.from({ length: MAX_NODE_LINKS }, (_, i) => {
    const digest = Uint8Array.from({ length: 32 }, (_, at) => [i >> 8, i & 255][at] ?? 0)
    return CID.createV1(raw, createDigest(sha256.code, digest))
  })
  const blocks = new Map<string, Uint8Array>()
  const node = async (links: readonly CID[]) => {
    const unixfs = new UnixFS({ type: 'file', blockSizes: links.map(() => 1n) })
    const bytes = encode(
      prepare({ Data: unixfs.marshal(), Links: links.map(Hash => ({ Hash, Name: '', Tsize: 1 })) }),
    )
    const cid = CID.createV1(dagPb, await sha256.digest(bytes))
    blocks.set(digestOf(cid), bytes)
    return cid
  }
  const parts = MAX_FILE_BLOCKS / MAX_NODE_LINKS + 1
  const nodes = Array.from({ length: parts }, (_, i) => [...leaves.slice(i), ...leaves.slice(0, i)])
  const large = await node(await Promise.all(nodes.map(node)))
  fetch = new FetchFile({
    ...{ store: memoryFileStore(), clock, root: large, file: 1, maxBytes: 1e9 },
    onProgress: () => {},
    onUseless: () => {},
  })
  // It has the nodes, and is slow with all other blocks.
  fetch.add(source('hostile', async cid => blocks.get(digestOf(cid)) ?? new Promise(() => {})))
  await expect(fetch.run(signal)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
})

/** A file of `leaves` blocks of a megabyte, as requests see it: the bytes are short. */
async function fileOf(leaves: number) {
  const blocks = new Map<string, Uint8Array>()
  const links = await Promise.all(
    Array.from({ length: leaves }, async (_, i) => {
      const bytes = Uint8Array.of(i, 7)
      const Hash = CID.createV1(raw, await sha256.digest(bytes))
      blocks.set(digestOf(Hash), bytes)
      return { Hash, Name: '', Tsize: 2 }
    }),
  )
  const unixfs = new UnixFS({ type: 'file', blockSizes: links.map(() => BigInt(MIB)) })
  const bytes = encode(prepare({ Data: unixfs.marshal(), Links: links }))
  const cid = CID.createV1(dagPb, await sha256.digest(bytes))
  blocks.set(digestOf(cid), bytes)
  return { cid, blocks }
}

/** A source that sends at this rate, one block after the other. */
function line(name: string, blocks: ReadonlyMap<string, Uint8Array>, bytesPerMs: number) {
  const state = { sent: 0, most: 0, asked: 0, underWay: 0 }
  let freeAt = 0
  clock.every(100, () => {
    if (state.underWay > 0) state.sent += 100 * bytesPerMs
  })
  const want: Source['want'] = (cid, stop) =>
    new Promise((resolve, reject) => {
      state.asked++
      state.most = Math.max(state.most, ++state.underWay)
      freeAt = Math.max(freeAt, clock.now()) + MIB / bytesPerMs
      stop.addEventListener('abort', () => reject(stop.reason))
      clock.after(freeAt - clock.now(), () => {
        state.underWay--
        resolve(blocks.get(digestOf(cid)))
      })
    })
  const flow = {
    bytes: () => state.sent,
    rate: () => (state.sent > 0 ? bytesPerMs * 1000 : 0),
    partial: () => 0,
  }
  return { source: { name, window: 8, want, flow }, state }
}

async function fetchFrom(root: CID, sources: readonly Source[]): Promise<() => boolean> {
  fetch = new FetchFile({
    ...{ store: memoryFileStore(), clock, root, file: 1, maxBytes: 1e9 },
    onProgress: () => {},
    onUseless: name => useless.push(name),
  })
  let isDone = false
  void fetch.run(signal).then(() => {
    isDone = true
  })
  for (const source of sources) fetch.add(source)
  return () => isDone
}

test('blocks that take longer than the deadline are not given up while they arrive, and two are under way', async () => {
  const { cid, blocks } = await fileOf(5)
  const { source, state } = line('slow', blocks, 30)
  const isDone = await fetchFrom(cid, [source])
  await until(async () => {
    await clock.advance(5_000)
    expect(isDone()).toBe(true)
  })
  expect([state.asked, state.most, useless]).toEqual([6, LEAST_BLOCKS_PER_SOURCE, []])
})

test('of a quick source more is requested at once', async () => {
  const { cid, blocks } = await fileOf(20)
  const { source, state } = line('quick', blocks, 20_000)
  const isDone = await fetchFrom(cid, [source])
  await until(async () => {
    await clock.advance(50)
    expect(isDone()).toBe(true)
  })
  expect(state.most).toBe(8)
})

test('at the end of a fetch a slow block is requested again only where it comes sooner', async () => {
  const { cid, blocks } = await fileOf(2)
  const [slow, same] = [line('slow', blocks, 100), line('same', blocks, 100)]
  const isDone = await fetchFrom(cid, [slow.source, same.source])
  await until(async () => {
    await clock.advance(1_000)
    expect(isDone()).toBe(true)
  })
  expect(slow.state.asked + same.state.asked).toBe(3)
})
