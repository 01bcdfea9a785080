import { fits } from './block.ts'
import type { Source } from './fetch-file.ts'
import { MAX_BLOCK_BYTES, MAX_PUBLIC_SERVERS, MAX_ROUTING_BYTES, PUBLIC_TIMEOUT_MS } from './limits.ts'

export interface PublicIpfs {
  readonly on: boolean
  /** Trustless HTTP gateways. */
  readonly gateways: readonly string[]
  /** Delegated routing servers (Routing V1 HTTP API). */
  readonly routers: readonly string[]
}

/** Of the IPFS Foundation, for whoever turns the setting on; both are open to everyone and need no account. */
export const DEFAULT_PUBLIC: PublicIpfs = {
  on: false,
  gateways: ['https://trustless-gateway.link'],
  routers: ['https://delegated-ipfs.dev'],
}

/** Requests to one gateway at a time. */
const WINDOW = 4

/**
 * Gateways that may have a file: those of the setting, and those that a routing server names as its providers. Each gives raw blocks over HTTP and is believed nothing:
 * a block whose hash does not fit is none (specs.ipfs.tech/http-gateways/trustless-gateway).
 */
export async function* publicSources(
  { on, gateways, routers }: PublicIpfs,
  cid: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): AsyncGenerator<Source> {
  if (!on) return
  const seen = new Set<string>()
  for (const url of gateways) {
    seen.add(url)
    yield gatewaySource(url, fetch)
  }
  for (const router of routers) {
    for (const url of await gatewaysOf(router, cid, fetch, signal)) {
      if (seen.has(url) || seen.size >= 2 * MAX_PUBLIC_SERVERS) continue
      seen.add(url)
      yield gatewaySource(url, fetch)
    }
  }
}

function gatewaySource(url: string, fetch: typeof globalThis.fetch): Source {
  return {
    name: url,
    window: WINDOW,
    async want(cid, signal) {
      const timely = AbortSignal.any([signal, AbortSignal.timeout(PUBLIC_TIMEOUT_MS)])
      const response = await fetch(`${url}/ipfs/${cid.toString()}?format=raw`, {
        headers: { accept: 'application/vnd.ipld.raw' },
        credentials: 'omit',
        signal: timely,
      })
      const bytes = response.ok ? await bodyWithin(response, MAX_BLOCK_BYTES) : undefined
      return bytes && (await fits(cid, bytes)) ? bytes : undefined
    },
  }
}

/** Those of a file's providers that are gateways; none when the router does not answer. */
async function gatewaysOf(
  router: string,
  cid: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    const timely = AbortSignal.any([signal, AbortSignal.timeout(PUBLIC_TIMEOUT_MS)])
    const response = await fetch(`${router}/routing/v1/providers/${cid}`, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      signal: timely,
    })
    const bytes = response.ok ? await bodyWithin(response, MAX_ROUTING_BYTES) : undefined
    if (!bytes) return []
    const { Providers = [] } = JSON.parse(new TextDecoder().decode(bytes)) as { Providers?: unknown[] }
    return Providers.slice(0, MAX_PUBLIC_SERVERS).flatMap(gatewayUrls)
  } catch {
    return []
  }
}

/** A provider's record: the addresses of its HTTP gateway, as `https://host[:port]`. */
function gatewayUrls(provider: unknown): string[] {
  const { Protocols, Addrs } = (provider ?? {}) as { Protocols?: unknown; Addrs?: unknown }
  if (!Array.isArray(Protocols) || !Protocols.includes('transport-ipfs-gateway-http')) return []
  return Array.isArray(Addrs)
    ? Addrs.slice(0, MAX_PUBLIC_SERVERS).flatMap(address => urlOf(String(address)) ?? [])
    : []
}

/** `/dns4/host/tcp/443/https` or `/…/tls/http`; plain http only on this machine, because a page of https may ask nobody else by it. */
function urlOf(address: string): string | undefined {
  const [, , host, port, scheme] =
    /^\/(dns|dns4|dns6|ip4)\/([a-z0-9.-]{1,253})\/tcp\/(\d{1,5})\/(https|tls\/http|http)$/i.exec(address) ??
    []
  if (host === undefined) return undefined
  if (scheme !== 'http') return port === '443' ? `https://${host}` : `https://${host}:${port}`
  return host === '127.0.0.1' || host === 'localhost' ? `http://${host}:${port}` : undefined
}

/** All of a body, or undefined when it is longer than `maxBytes`. */
async function bodyWithin(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  if (!response.body) return undefined
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > maxBytes) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
