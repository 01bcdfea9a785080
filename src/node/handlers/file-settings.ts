import type { CallHandlers } from '#api/handlers.ts'
import { LEAST_QUOTA_BYTES, MAX_PUBLIC_SERVERS } from '#files/limits.ts'
import { isWebSocketPeer } from '#files/web-socket-peer.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for the settings of files: their quota, and the servers of the public IPFS. */
export function fileSettings(context: HandlerContext) {
  return {
    fileQuota: async ({ bytes }) => {
      if (bytes !== undefined && bytes < LEAST_QUOTA_BYTES) {
        return fail('VALUE_BAD', `bytes: the quota must be at least ${LEAST_QUOTA_BYTES} bytes`)
      }
      const files = await context.files()
      if (bytes !== undefined) await files.setQuota(bytes)
      return ok(files.quota())
    },

    filePublic: async args => {
      const files = await context.files()
      const now = files.public()
      const gateways = readUrls(args.gateways ?? now.gateways, 'gateways')
      if (!gateways.ok) return gateways
      const routers = readUrls(args.routers ?? now.routers, 'routers')
      if (!routers.ok) return routers
      const peers = readPeers(args.peers ?? now.peers)
      if (!peers.ok) return peers
      const choice = {
        on: args.on ?? now.on,
        gateways: gateways.value,
        routers: routers.value,
        peers: peers.value,
      }
      if (Object.keys(args).length > 0) await files.setPublic(choice)
      return ok({ ...choice, reached: [...files.public().reached] })
    },
  } satisfies Partial<CallHandlers>
}

/** Reads URLs of servers, by https, or by http on this machine for tests and local programs. */
function readUrls(texts: readonly string[], field: string): Result<string[], Failure> {
  if (texts.length > MAX_PUBLIC_SERVERS)
    return fail('URL_BAD', `${field}: give at most ${MAX_PUBLIC_SERVERS}`)
  const urls: string[] = []
  for (const text of texts) {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const isLocal = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
    if (!url || !(url.protocol === 'https:' || (isLocal && url.protocol === 'http:'))) {
      return fail(
        'URL_BAD',
        `${field}: "${String(text).slice(0, 80)}" is not an https address; write it like https://host`,
      )
    }
    if (field === 'gateways' && url.pathname !== '/') {
      return fail('URL_BAD', `gateways: "${text.slice(0, 80)}" has a path; write it like https://host`)
    }
    urls.push(url.href.replace(/\/+$/, ''))
  }
  return ok(urls)
}

function readPeers(texts: readonly string[]): Result<string[], Failure> {
  if (texts.length > MAX_PUBLIC_SERVERS)
    return fail('MULTIADDR_BAD', `peers: give at most ${MAX_PUBLIC_SERVERS}`)
  const wrong = texts.find(text => !isWebSocketPeer(text))
  if (wrong === undefined) return ok([...texts])
  return fail(
    'MULTIADDR_BAD',
    `peers: "${String(wrong).slice(0, 80)}" is not the address of an IPFS node that a browser can reach; write it like /dns4/host/tcp/443/tls/ws/p2p/12D3Koo…`,
  )
}
