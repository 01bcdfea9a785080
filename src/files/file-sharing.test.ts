import { sha256 } from '@noble/hashes/sha2.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FileTab, startFileTab } from '../testing/file-tab.ts'
import { LinkHub } from '../testing/link-hub.ts'
import { createSeededRandom } from '../testing/seeded-random.ts'

const MIB = 1024 * 1024
const signal = new AbortController().signal
const tabs: FileTab[] = []
let hub: LinkHub

beforeEach(() => {
  hub = new LinkHub()
})

afterEach(async () => {
  await Promise.all(tabs.splice(0).map(tab => tab.close()))
})

async function open(n: number, options: Parameters<typeof startFileTab>[2] = {}): Promise<FileTab> {
  const tab = await startFileTab(hub, n, options)
  tabs.push(tab)
  return tab
}

async function link(from: FileTab, to: FileTab): Promise<void> {
  await from.network.connect(to.peerId, 'manual')
}

const bytesOf = (length: number, seed = 7) =>
  createSeededRandom(seed).bytes(length) as Uint8Array<ArrayBuffer>
const about = { name: 'a.bin', mediaType: 'application/octet-stream' }

test('a file goes from tab to tab, byte for byte, and from a third after the author left', async () => {
  const bytes = bytesOf(5 * MIB + 17)
  const author = await open(1)
  const reader = await open(2)
  await link(reader, author)
  const { cid, sizeBytes } = await author.files.add(new Blob([bytes]), about, signal)
  expect(sizeBytes).toBe(bytes.length)

  const row = await reader.files.fetch(cid, { ...about, sizeBytes })
  expect(row).toMatchObject({ state: 'held', sizeBytes, doneBytes: sizeBytes })
  const blob = await reader.files.blob(cid, about.mediaType, signal)
  expect(sha256(new Uint8Array(await blob.arrayBuffer()))).toEqual(sha256(bytes))
  expect(await reader.files.read(cid, MIB - 5, 10, signal)).toEqual(bytes.subarray(MIB - 5, MIB + 5))

  await tabs.shift()?.close()
  const late = await open(3)
  await link(late, reader)
  await late.files.fetch(cid, { ...about, sizeBytes })
  expect(await late.files.read(cid, 5 * MIB, 100, signal)).toEqual(bytes.subarray(5 * MIB))
  expect(reader.told.filter(({ type }) => type === 'unasked')).toEqual([])
})
