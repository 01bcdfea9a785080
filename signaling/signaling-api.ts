import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cluster } from './cluster/cluster.ts'
import type { IceAnswer } from './ice-services.ts'
import { isNetworkId } from './ids.ts'
import type { InvitesApi } from './invites/invites-api.ts'
import type { SignalingLimits } from './limits.ts'
import type { Networks } from './networks.ts'
import { isAllowedOrigin } from './origins.ts'
import { samplePeers } from './sample-peers.ts'
import type { SignalingState } from './signaling-state.ts'

const NETWORK_PEERS = /^\/networks\/([^/]+)\/peers$/

export interface SignalingApiOptions {
  readonly networks: Networks
  readonly cluster: Cluster | undefined
  readonly state: () => SignalingState
  readonly limits: SignalingLimits
  readonly version: string
  /** The pages that may ask; undefined means all. */
  readonly origins: readonly string[] | undefined
  /** The STUN and TURN servers for the tab that asks. */
  readonly ice: (request: IncomingMessage) => IceAnswer
  /** Parameters of networks, join codes and addresses. */
  readonly invites: InvitesApi
  /** Whether this client may ask (again) now. */
  readonly mayAsk: (request: IncomingMessage) => boolean
}

/**
 * The HTTP half: `/health`, `/ice`, `/networks/<network id>/peers?limit=10`, and what `invites` answers. `path`
 * is the part after the base path.
 */
export function createSignalingApi(options: SignalingApiOptions) {
  const { networks, cluster, state, limits, version, origins, ice, invites, mayAsk } = options
  const startedAt = process.uptime()

  const health = ({ isDraining, peers, networks, cluster }: SignalingState) => ({
    status: isDraining ? 'draining' : 'ok',
    peers,
    networks,
    ...(cluster ? { instances: cluster.instances, redis: cluster.connected ? 'connected' : 'away' } : {}),
    uptimeSeconds: Math.floor(process.uptime() - startedAt),
    version,
  })

  return (request: IncomingMessage, response: ServerResponse, { pathname, searchParams }: URL): void => {
    response.setHeader('Cache-Control', 'no-store')
    if (!isAllowedOrigin(request, origins))
      return failed(response, 403, 'ORIGIN', 'Pages of this origin may not use this server.')
    // Answers to one origin must not be cached for another.
    response.setHeader('Access-Control-Allow-Origin', (origins && request.headers.origin) ?? '*')
    if (origins) response.setHeader('Vary', 'Origin')
    if (request.method === 'OPTIONS') return preflight(response)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    // 503, so that load balancers send nobody here any more.
    if (pathname === '/health' && isRead)
      return json(response, state().isDraining ? 503 : 200, health(state()))
    if (!mayAsk(request)) {
      response.setHeader('Retry-After', '10')
      return failed(response, 429, 'RATE', 'Too many requests from this address; try again in 10 seconds.')
    }

    if (invites.handle(request, response, pathname)) return
    if (!isRead) return failed(response, 405, 'METHOD', 'Only GET is answered here.')
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
    void samplePeers({ networks, cluster, networkId, limit, except }).then(peers =>
      json(response, 200, { peers }),
    )
  }
}

function parseLimit(text: string | null, max: number): number | undefined {
  if (text === null) return max
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1) return undefined
  return Math.min(Number(text), max)
}

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, PUT, POST',
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
