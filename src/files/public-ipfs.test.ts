import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type FileTab, startFileTab } from '../testing/file-tab.ts'
import { LinkHub } from '../testing/link-hub.ts'
import { memoryFileStore } from '../testing/memory-file-store.ts'
import { digestOf, parseCid } from './block.ts'
import { FileError } from './file-error.ts'
import { bytesOf, importFile } from './import-file.ts'

/** Over HTTP on this machine: a server that speaks the trustless gateway's and the routing server's protocol as far as blocks and providers go. */

const signal = new AbortController().signal
const about = { name: 'a', mediaType: '', sizeBytes: 0 }
const content = new Uint8Array(2_500_000).fill(3)
const open: (Server | FileTab)[] = []

afterEach(async () => {
  for (const each of open.splice(0)) {
    if ('files' in each) await each.close()
    else each.close()
  }
})

type Answer = { status?: number; body?: Uint8Array | string }

async function serve(answer: (path: string) => Promise<Answer>): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer(async ({ url = '' }, response) => {
    asked.push(url)
    const { status = 200, body } = await answer(url)
    response.writeHead(status).end(body)
  })
  open.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, asked }
}

async function gateway(change: (block: Uint8Array) => Uint8Array = block => block) {
  const store = memoryFileStore()
  const id = await store.addFile({} as never)
  const { cid } = await importFile(store, id, bytesOf(new Blob([content]), signal), () => {})
  const server = await serve(async path => {
    const [, wanted = ''] = /^\/ipfs\/(\w+)\?format=raw$/.exec(path) ?? []
    const block = wanted && (await store.block(digestOf(parseCid(wanted))))
    return block ? { body: change(block) } : { status: 404 }
  })
  return { ...server, cid: cid.toString() }
}

async function tab(on: boolean, gateways: string[], routers: string[] = []): Promise<FileTab> {
  const opened = await startFileTab(new LinkHub(), 1, { public: { on, gateways, routers } })
  open.push(opened)
  return opened
}

test('a file comes from a gateway, and from one that a routing server names', async () => {
  const { url, cid } = await gateway()
  const direct = await tab(true, [url])
  await direct.files.fetch(cid, about)
  expect((await direct.files.blob(cid, '', signal)).size).toBe(content.length)

  const port = url.split(':').at(-1)
  const router = await serve(async path => {
    if (path !== `/routing/v1/providers/${cid}`) return { status: 404 }
    const Addrs = [`/ip4/127.0.0.1/tcp/${port}/http`]
    const Providers = [
      { Schema: 'peer', Protocols: ['transport-bitswap'], Addrs: ['/ip4/127.0.0.1/tcp/1/http'] },
      { Schema: 'peer', Protocols: ['transport-ipfs-gateway-http'], Addrs },
    ]
    return { body: JSON.stringify({ Providers }) }
  })
  const routed = await tab(true, [], [router.url])
  await routed.files.fetch(cid, about)
  expect((await routed.files.blob(cid, '', signal)).size).toBe(content.length)
})

test('while it is off no server hears of anything', async () => {
  const { url, cid, asked } = await gateway()
  const quiet = await tab(false, [url], [url])
  await expect(quiet.files.fetch(cid, about)).rejects.toBeInstanceOf(FileError)
  expect(asked).toEqual([])
})

test('a gateway that gives other bytes, or more than a block has, gives nothing', async () => {
  const forged = await gateway(block => block.slice().fill(1, 0, 3))
  const endless = await serve(async () => ({ body: new Uint8Array(3_000_000) }))
  const broken = await serve(async () => ({ body: '{"Providers": "none"' }))
  const wary = await tab(true, [forged.url, endless.url], [broken.url])
  await expect(wary.files.fetch(forged.cid, about)).rejects.toMatchObject({ code: 'FILE_UNAVAILABLE' })
  expect(forged.asked.length).toBeGreaterThan(0)
  expect(wary.files.quota().usedBytes).toBe(0)
})
