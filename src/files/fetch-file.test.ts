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
import { ENDGAME_MS, MAX_FILE_BLOCKS, MAX_NODE_LINKS, SOURCE_FAILURES } from './limits.ts'

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
