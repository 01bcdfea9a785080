import { type IpfsNode, startIpfsNode } from '#testing/ipfs-node.ts'
import { addFile, type FileInfo, rightBytes } from '../../support/files.ts'
import { expect, test as journey } from '../../support/journey.ts'
import type { Tab } from '../../support/tab.ts'

/**
 * A tab and npm's Helia on Node: over a WebSocket, and with the node as a trustless gateway; all on this
 * machine.
 */

const MIB = 1024 * 1024

const test = journey.extend<{ ipfs: IpfsNode }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that a fixture needs from this pattern.
  ipfs: async ({}, use) => {
    const node = await startIpfsNode()
    await use(node)
    await node.stop()
  },
})

/** The bytes that `addFile` makes in a page. */
function content({ seed, bytes }: { seed: number; bytes: number }): Uint8Array {
  const data = new Uint32Array(bytes / 4)
  for (let i = 0, x = seed; i < data.length; i++) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0
    data[i] = x ^ i
  }
  return new Uint8Array(data.buffer)
}

interface Public {
  readonly on: boolean
  readonly reached: readonly string[]
}

const choose = (tab: Tab, choice: Record<string, unknown>) =>
  tab.run<Public>('file public', { gateways: [], routers: [], ...choice })

const linked = (tab: Tab, ipfs: IpfsNode) =>
  expect.poll(async () => (await tab.run<Public>('file public')).reached).toEqual([ipfs.address])

/** Files of the build that the node's worker loaded for the public IPFS. */
async function loaded(tab: Tab): Promise<string[]> {
  const worker = tab.page.workers().find(worker => worker.url().includes('node.worker'))
  if (!worker) throw new Error('the tab has no node')
  const names = await worker.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect(names.length).toBeGreaterThan(0)
  return names.filter(name => name.includes('public-helia'))
}

test('a tab and an IPFS node fetch from each other by bitswap, while the setting is on', async ({
  newTab,
  ipfs,
}) => {
  const theirs = { seed: 41, bytes: 6 * MIB }
  const ours = { seed: 42, bytes: 5 * MIB }
  const cid = await ipfs.add(content(theirs))
  const tab = await newTab()
  const mine = await addFile(tab, ours, 'ours.bin', false)

  // Off: the list of nodes is kept, and none of them receives anything. The IPFS node still wants the file.
  const wanted = ipfs.cat(mine.cid, new AbortController().signal)
  await choose(tab, { on: false, peers: [ipfs.address] })
  expect((await tab.failure(`file get ${cid}`)).code).toBe('FILE_UNAVAILABLE')
  expect(ipfs.peers()).toEqual([])
  expect(await loaded(tab)).toEqual([])
  expect(await ipfs.has(mine.cid)).toBe(false)

  await choose(tab, { on: true, peers: [ipfs.address] })
  await linked(tab, ipfs)
  expect((await loaded(tab)).length).toBe(1)
  expect(await rightBytes(tab, cid, theirs)).toBe(theirs.bytes)
  expect(Buffer.from(await wanted).equals(Buffer.from(content(ours)))).toBe(true)

  // After a reload the setting is still on; when it is turned off, the link ends.
  await tab.page.reload()
  await tab.ready()
  await linked(tab, ipfs)
  expect((await choose(tab, { on: false })).reached).toEqual([])
  await expect.poll(() => ipfs.peers()).toEqual([])
  expect(tab.errors).toEqual([])
})

test('a tab fetches through a trustless gateway, and refuses false blocks of another', async ({
  newTab,
  ipfs,
}) => {
  const theirs = { seed: 43, bytes: 6 * MIB }
  const cid = await ipfs.add(content(theirs))
  const liar = await ipfs.gateway({ change: block => block.slice().fill(7, 0, 5) })
  const tab = await newTab()
  await choose(tab, { on: true, gateways: [liar.url], peers: [] })
  expect((await tab.failure(`file get ${cid}`)).code).toBe('FILE_UNAVAILABLE')
  expect(liar.asked.length).toBeGreaterThan(0)
  const events = await tab.run<{ type: string; data: { source?: string } }[]>('events')
  expect(events.filter(({ type }) => type === 'file-source-refused').map(({ data }) => data.source)).toEqual([
    liar.url,
  ])
  const { state, doneBytes } = await tab.run<FileInfo>(`file show ${cid}`)
  expect({ state, doneBytes }).toEqual({ state: 'waiting', doneBytes: 0 })

  const honest = await ipfs.gateway()
  await choose(tab, { on: true, gateways: [liar.url, honest.url], peers: [] })
  expect(await rightBytes(tab, cid, theirs)).toBe(theirs.bytes)
  // Its root and six leaves, each requested once.
  expect(honest.asked.length).toBe(7)
})

test('an address that no browser can reach is named', async ({ newTab }) => {
  const tab = await newTab()
  const wrong = await tab.failure('file public --peers /ip4/127.0.0.1/tcp/4001/p2p/12D3KooW')
  expect(wrong.code).toBe('MULTIADDR_BAD')
  expect(wrong.message).toContain('peers: "/ip4/127.0.0.1/tcp/4001/p2p/12D3KooW"')
  expect(await tab.run('file public')).toMatchObject({ on: false, peers: [] })
})
