import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { Cid } from '#lib/cid.ts'
import { type FileTab, startFileTab } from '#testing/file-tab.ts'
import { type IpfsNode, startIpfsNode } from '#testing/ipfs-node.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { until } from '#testing/until.ts'
import { FileError } from './file-error.ts'
import { DEFAULT_PUBLIC, type PublicChoice } from './public-choice.ts'

/** With Helia from npm on Node, over WebSockets and as a gateway, all on this machine. */

const { signal } = new AbortController()
const about = { name: 'a', mediaType: '', sizeBytes: 0 }
const content = Uint8Array.from({ length: 2_500_000 }, (_, i) => (i * 7 + (i >> 16)) & 0xff)
const ends: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function node(): Promise<IpfsNode> {
  const started = await startIpfsNode()
  ends.push(() => started.stop())
  return started
}

async function tab(choice: Partial<PublicChoice>): Promise<FileTab> {
  const off = { ...DEFAULT_PUBLIC, gateways: [], routers: [] }
  const opened = await startFileTab(new LinkHub(), 1, { public: { ...off, on: true, ...choice } })
  ends.push(() => opened.close())
  return opened
}

async function bytesIn({ files }: FileTab, cid: Cid): Promise<Buffer> {
  return Buffer.from(await (await files.content.blob(cid, '', signal)).arrayBuffer())
}

const lies = ({ reported }: FileTab) =>
  reported.flatMap(({ type, source }) => (type === 'lie' ? [source] : []))

/** A routing server with the protocol's part for providers. */
async function router(answer: (path: string) => unknown): Promise<string> {
  const server: Server = createServer(({ url = '' }, response) => {
    const body = answer(new URL(url, 'http://x').pathname)
    if (body === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  ends.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

test('a listed IPFS node and the tab fetch from each other by bitswap', async () => {
  const ipfs = await node()
  const cid = await ipfs.add(content)
  const tabWith = await tab({ peers: [ipfs.address] })
  await tabWith.files.fetch(cid, about, signal)
  expect((await bytesIn(tabWith, cid)).equals(content)).toBe(true)
  expect(tabWith.files.public().reached).toEqual([ipfs.address])

  const ours = content.slice(9)
  const row = await tabWith.files.add(new Blob([ours]), about, signal)
  expect(Buffer.from(await ipfs.cat(row.cid, signal)).equals(ours)).toBe(true)
  expect(tabWith.reported.filter(({ type }) => type === 'lie' || type === 'unrequested')).toEqual([])
})

test('a waiting fetch completes when the setting is turned on, and no node is linked once it is off', async () => {
  const ipfs = await node()
  const cid = await ipfs.add(content)
  const quiet = await tab({ on: false, peers: [ipfs.address] })
  await expect(quiet.files.fetch(cid, about, signal)).rejects.toBeInstanceOf(FileError)
  expect(ipfs.peers()).toEqual([])

  const choice = { ...DEFAULT_PUBLIC, gateways: [], routers: [], peers: [ipfs.address] }
  await quiet.files.setPublic({ ...choice, on: true })
  await until(() => expect(quiet.files.row(cid)?.state).toBe('held'))
  expect((await bytesIn(quiet, cid)).equals(content)).toBe(true)

  await quiet.files.setPublic({ ...choice, on: false })
  await until(() => expect(ipfs.peers()).toEqual([]))
  expect(quiet.files.public().reached).toEqual([])
})

test('a file is fetched from a gateway, and from one that a routing server lists', async () => {
  const ipfs = await node()
  const { url, asked } = await ipfs.gateway()
  const cid = await ipfs.add(content)
  const direct = await tab({ gateways: [url] })
  await direct.files.fetch(cid, about, signal)
  expect((await bytesIn(direct, cid)).equals(content)).toBe(true)
  // The root and three leaves, each once.
  expect(asked.length).toBe(4)

  const port = url.split(':').at(-1)
  const routing = await router(path => {
    if (path !== `/routing/v1/providers/${cid}`) return undefined
    const ID = ipfs.address.split('/').at(-1)
    const Addrs = [`/ip4/127.0.0.1/tcp/${port}/http`]
    const provider = { Schema: 'peer', ID, Protocols: ['transport-ipfs-gateway-http'], Addrs }
    // An address in the person's own network is not dialled.
    const near = { ...provider, Protocols: ['transport-bitswap'], Addrs: [ipfs.address] }
    return { Providers: [near, provider] }
  })
  const routed = await tab({ routers: [routing] })
  await routed.files.fetch(cid, about, signal)
  expect((await bytesIn(routed, cid)).equals(content)).toBe(true)
  expect(ipfs.peers()).toEqual([])
})

test('a gateway that sends wrong bytes is reported and refused; an honest one beside it is enough', async () => {
  const ipfs = await node()
  const cid = await ipfs.add(content)
  const forged = await ipfs.gateway({ change: block => block.slice().fill(1, 0, 3) })
  const endless = await ipfs.gateway({ change: () => new Uint8Array(3_000_000) })
  const broken = await router(() => ({ Providers: 'none' }))
  const wary = await tab({ gateways: [forged.url, endless.url], routers: [broken] })
  await expect(wary.files.fetch(cid, about, signal)).rejects.toMatchObject({ code: 'FILE_UNAVAILABLE' })
  expect(forged.asked.length).toBeGreaterThan(0)
  expect(endless.asked.length).toBeGreaterThan(0)
  expect(lies(wary)).toEqual([forged.url])
  expect(wary.files.quota().usedBytes).toBe(0)

  const honest = await ipfs.gateway()
  const choice = { ...DEFAULT_PUBLIC, routers: [], gateways: [forged.url, honest.url] }
  await wary.files.setPublic({ ...choice, on: true })
  await until(() => expect(wary.files.row(cid)?.state).toBe('held'))
  expect((await bytesIn(wary, cid)).equals(content)).toBe(true)
  expect(lies(wary)).toEqual([forged.url, forged.url])
})
