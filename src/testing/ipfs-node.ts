import { nameOfCid } from '#files/block.ts'
import type { Cid } from '#lib/cid.ts'
import '#network/promise-with-resolvers.ts'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import { withBitswap } from '@helia/bitswap'
import { withLibp2pLight } from '@helia/libp2p'
import { unixfs } from '@helia/unixfs'
import { createVerifiedFetchWithHelia } from '@helia/verified-fetch'
import { identify } from '@libp2p/identify'
import { webSockets } from '@libp2p/websockets'
import { createHeliaLight } from 'helia'
import { CID } from 'multiformats/cid'

/**
 * An IPFS node from npm, Helia on Node, that listens for WebSockets on this machine and knows no other peers.
 */
export interface IpfsNode {
  /** Ends in its peer id. */
  readonly address: string
  /** The peers that are linked with it now. */
  peers(): string[]
  add(bytes: Uint8Array): Promise<Cid>
  /** Reads a file from any linked peer that has it. */
  cat(cid: string, signal: AbortSignal): Promise<Uint8Array>
  /** Whether the block is in its own store. */
  has(cid: string): Promise<boolean>
  /** Serves its blocks as a trustless gateway, until the node stops. */
  gateway(options?: GatewayOptions): Promise<Gateway>
  stop(): Promise<void>
}

interface GatewayOptions {
  /** Replaces a block that it serves. */
  readonly change?: (block: Uint8Array) => Uint8Array
}

export interface Gateway {
  readonly url: string
  /** Paths of the requests that it received. */
  readonly asked: readonly string[]
}

export async function startIpfsNode(): Promise<IpfsNode> {
  const light = withLibp2pLight(createHeliaLight(), {
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0/ws'] },
    transports: [webSockets()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify() },
  })
  const helia = withBitswap(light)
  await helia.start()
  const fs = unixfs(helia)
  const ends: (() => Promise<unknown>)[] = []
  return {
    address: String(helia.libp2p.getMultiaddrs()[0]),
    peers: () => helia.libp2p.getPeers().map(String),
    add: async bytes => nameOfCid(await fs.addBytes(bytes)),
    async cat(cid, signal) {
      const parts: Uint8Array[] = []
      for await (const part of fs.cat(CID.parse(cid), { signal })) parts.push(part)
      return Buffer.concat(parts)
    },
    has: async cid => helia.blockstore.has(CID.parse(cid)),
    async gateway(options) {
      const { stop, ...gateway } = await startGateway(helia, options)
      ends.push(stop)
      return gateway
    },
    async stop() {
      for (const end of ends) await end()
      await helia.stop()
    },
  }
}

/**
 * npm has no gateway that runs on Node 20. The answers are those of `@helia/verified-fetch`, which implements
 * the gateway's protocol; this function adds the HTTP server.
 */
async function startGateway(
  helia: Parameters<typeof createVerifiedFetchWithHelia>[0],
  { change }: GatewayOptions = {},
): Promise<Gateway & { stop(): Promise<void> }> {
  const verifiedFetch = await createVerifiedFetchWithHelia(helia)
  const asked: string[] = []
  const server = createServer(async ({ url = '', headers }, response) => {
    asked.push(url)
    try {
      const path = url.replace(/^\/ipfs\//, '')
      // The node would look elsewhere for a block that it does not hold.
      if (!(await helia.blockstore.has(CID.parse(/^\w+/.exec(path)?.[0] ?? '')))) throw new Error('not here')
      const answer = await verifiedFetch(`ipfs://${path}`, { headers: { accept: headers.accept ?? '*/*' } })
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const type = answer.headers.get('content-type') ?? 'application/octet-stream'
      response
        .writeHead(answer.status, { 'content-type': type, 'access-control-allow-origin': '*' })
        .end(change && answer.ok ? change(bytes) : bytes)
    } catch {
      response.writeHead(504, { 'access-control-allow-origin': '*' }).end()
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await verifiedFetch.stop()
    },
  }
}
