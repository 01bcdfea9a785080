import { IDBFactory } from 'fake-indexeddb'
import { CID } from 'multiformats/cid'
import { code as raw } from 'multiformats/codecs/raw'
import { sha256 } from 'multiformats/hashes/sha2'
import { beforeEach, expect, test, vi } from 'vitest'
import { createFileStore, type FileStore } from '../storage/file-store.ts'
import { openFilesDatabase } from '../storage/schema.ts'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { until } from '../testing/until.ts'
import { digestOf } from './block.ts'
import { FetchFile, type Source } from './fetch-file.ts'
import { ENDGAME_MS, SOURCE_FAILURES } from './limits.ts'

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
  // Slow is not useless.
  expect(useless).toEqual([])
})

test('a source that does not give what it says to have is told of, once', async () => {
  const empty = source('empty', async () => undefined)
  const run = fetch.run(signal)
  fetch.add(empty)
  await until(() => expect(useless).toEqual(['empty']))
  expect(empty.want).toHaveBeenCalledTimes(SOURCE_FAILURES)
  fetch.add(honest())
  await run
  expect(useless).toEqual(['empty'])
})
