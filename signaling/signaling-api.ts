import type { IncomingMessage, ServerResponse } from 'node:http'
import type { IceAnswer } from './ice-services.ts'
import { isNetworkId } from './ids.ts'
import type { SignalingLimits } from './limits.ts'
import type { Networks } from './networks.ts'

const NETWORK_PEERS = /^\/networks\/([^/]+)\/peers$/

export interface SignalingApiOptions {
  readonly networks: Networks
  readonly limits: SignalingLimits
  readonly version: string
  /** The STUN and TURN servers for the tab that asks. */
  readonly ice: (request: IncomingMessage) => IceAnswer
  /** Whether this client may ask (again) now. */
  readonly mayAsk: (request: IncomingMessage) => boolean
}

/**
 * The HTTP half, for any origin: `/health`, `/ice` and `/networks/<network id>/peers?limit=10`. `path` is the
 * part after the base path.
 */
export function createSignalingApi({ networks, limits, version, ice, mayAsk }: SignalingApiOptions) {
  const startedAt = process.uptime()

  const health = () => ({
    status: 'ok',
    peers: networks.peers,
    networks: networks.networks,
    uptimeSeconds: Math.floor(process.uptime() - startedAt),
    version,
  })

  return (request: IncomingMessage, response: ServerResponse, { pathname, searchParams }: URL): void => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Cache-Control', 'no-store')
    if (request.method === 'OPTIONS') return preflight(response)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return failed(response, 405, 'METHOD', 'Only GET is answered here.')
    if (pathname === '/health') return json(response, 200, health())
    if (!mayAsk(request)) {
      response.setHeader('Retry-After', '10')
      return failed(response, 429, 'RATE', 'Too many requests from this address; try again in 10 seconds.')
    }

    if (pathname === '/ice') return json(response, 200, ice(request))
    const networkId = NETWORK_PEERS.exec(pathname)?.[1]
    if (!networkId)
      return failed(response, 404, 'PATH', 'Known paths: /health, /ice, /networks/<network id>/peers.')
    if (!isNetworkId(networkId))
      return failed(response, 400, 'NETWORK_ID', 'The network id must be 64 lower-case hex digits.')
    const limit = parseLimit(searchParams.get('limit'), limits.peersPerAnswer)
    if (limit === undefined)
      return failed(
        response,
        400,
        'LIMIT',
        `limit must be a whole number from 1 to ${limits.peersPerAnswer}.`,
      )
    const except = searchParams.get('except') ?? undefined
    json(response, 200, { peers: networks.sample(networkId, limit, except) })
  }
}

function parseLimit(text: string | null, max: number): number | undefined {
  if (text === null) return max
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1) return undefined
  return Math.min(Number(text), max)
}

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET',
    'Access-Control-Allow-Headers': '*',
    'Access-Control-Max-Age': '86400',
  })
  response.end()
}

const failed = (response: ServerResponse, status: number, code: string, message: string): void =>
  json(response, status, { error: { code, message } })

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}
