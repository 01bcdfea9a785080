import { withBitswap } from '@helia/bitswap'
import { unixfs } from '@helia/unixfs'
import { createHeliaLight } from 'helia'
import { CID } from 'multiformats/cid'
import { afterEach, expect, test } from 'vitest'
import { startFileTab } from '#testing/file-tab.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { startNetworkNode } from '#testing/network-node.ts'
import { nameOfCid } from './block.ts'

/** Helia from npm, with its own store, sessions and UnixFS, linked with a tab. */

const about = { name: 'a', mediaType: '', sizeBytes: 0 }
const content = Uint8Array.from({ length: 3_500_000 }, (_, i) => (i * 7 + (i >> 16)) & 0xff)
const ends: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function startHelia(hub: LinkHub) {
  const { network, libp2p } = await startNetworkNode(hub, 7)
  const helia = withBitswap(Object.assign(createHeliaLight(), { libp2p }) as never)
  await helia.start()
  ends.push(
    () => network.stop(),
    () => helia.stop(),
  )
  return { network, helia, fs: unixfs(helia) }
}

test('a Helia node and a tab fetch a file from each other', async ({ signal }) => {
  const hub = new LinkHub()
  const tab = await startFileTab(hub, 1)
  ends.push(() => tab.close())
  const { network, fs } = await startHelia(hub)
  await tab.network.connect(network.peerId, 'manual')

  const { cid } = await tab.files.add(new Blob([content]), about, signal)
  const parts: Uint8Array[] = []
  for await (const part of fs.cat(CID.parse(cid), { signal })) parts.push(part)
  expect(Buffer.concat(parts).equals(content)).toBe(true)

  const theirs = content.slice(5)
  const added = await fs.addBytes(theirs)
  await tab.files.fetch(nameOfCid(added), about, signal)
  const blob = await tab.files.content.blob(nameOfCid(added), '', signal)
  expect(Buffer.from(await blob.arrayBuffer()).equals(theirs)).toBe(true)
  expect(tab.reported.filter(({ type }) => type === 'unrequested')).toEqual([])
})

test('a Helia node that requests more blocks than are sent at once receives them all', async ({ signal }) => {
  const hub = new LinkHub()
  const tab = await startFileTab(hub, 1)
  ends.push(() => tab.close())
  const { network, fs } = await startHelia(hub)
  await tab.network.connect(network.peerId, 'manual')
  // Its reader requests all blocks before it has one.
  const bytes = Uint8Array.from({ length: 150 * 1024 * 1024 + 1 }, (_, i) => (i >> 20) + (i & 7))
  const { cid } = await tab.files.add(new Blob([bytes]), about, signal)
  let at = 0
  for await (const part of fs.cat(CID.parse(cid), { signal })) {
    expect(Buffer.compare(part, bytes.subarray(at, at + part.length))).toBe(0)
    at += part.length
  }
  expect(at).toBe(bytes.length)
})
