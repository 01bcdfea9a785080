import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import express from 'express'
import { ExpressPeerServer } from 'peer'
import { WebSocketServer } from 'ws'
import { clientAddress } from './client-address.ts'
import { Gate } from './gate.ts'
import type { IceAnswer } from './ice-services.ts'
import { SIGNALING_LIMITS, type SignalingLimits } from './limits.ts'
import { Networks } from './networks.ts'
import { RateLimiter } from './rate-limiter.ts'
import type { Seat } from './seat.ts'
import { createSignalingApi } from './signaling-api.ts'

/** `peer` has one key for all; ours is the network and is part of the ids that it sees. */
const PEER_KEY = 'tabchain'

export interface SignalingOptions {
  readonly server: Server
  /** Without a slash at its end; PeerJS clients get it with one. */
  readonly basePath?: string
  readonly version: string
  readonly limits?: SignalingLimits
  /** Whether it is behind a reverse proxy, which sets `X-Forwarded-For`. */
  readonly trustProxy?: boolean
  /** STUN and TURN servers for the tab that asks; by default none. */
  readonly ice?: (request: IncomingMessage) => IceAnswer
}

export interface Signaling {
  /** Answers requests below the base path; false for any other. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Closes every socket; clients keep their links to each other. */
  close(): void
}

/**
 * Introduces tabs of one network to each other: `peer` behind a gate that bounds and separates, on a server
 * that others may use for other paths. It sees who is there and the handshakes of WebRTC, nothing of the
 * chain. See docs/decisions/0002-signaling.md.
 */
export function createSignaling(options: SignalingOptions): Signaling {
  const { server, basePath = '/signal', version, limits = SIGNALING_LIMITS, trustProxy = false } = options
  const networks = new Networks()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
  })
  startPeer(server, sockets, limits)

  const gate = new Gate(networks, limits, seat => sockets.emit('connection', seat, requestOf(seat)))
  const sweep = setInterval(() => gate.sweep(), limits.pingEveryMs)
  const requests = new RateLimiter(limits.addressRequests, limits.addresses)
  const api = createSignalingApi({
    networks,
    limits,
    version,
    ice: options.ice ?? (() => ({ iceServers: [] })),
    mayAsk: request => requests.take(clientAddress(request, trustProxy)),
  })
  const door = createDoor(sockets, gate, limits, trustProxy)

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (urlOf(request).pathname === `${basePath}/peerjs`) door(request, stream, head)
    else refuseUpgrade(stream, 404)
  }
  server.on('upgrade', onUpgrade)

  return {
    handle(request, response) {
      const url = urlOf(request)
      if (url.pathname !== basePath && !url.pathname.startsWith(`${basePath}/`)) return false
      url.pathname = url.pathname.slice(basePath.length)
      api(request, response, url)
      return true
    },
    close() {
      clearInterval(sweep)
      server.off('upgrade', onUpgrade)
      for (const socket of sockets.clients) socket.close(1001, 'the signaling server stops')
    },
  }
}

/** Opens WebSockets within the limits of sockets and addresses, and sends them through the gate. */
function createDoor(sockets: WebSocketServer, gate: Gate, limits: SignalingLimits, trustProxy: boolean) {
  const connects = new RateLimiter(limits.addressConnects, limits.addresses)
  const open = new Map<string, number>()

  return (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const address = clientAddress(request, trustProxy)
    const already = open.get(address) ?? 0
    if (!connects.take(address) || already >= limits.addressSockets) return refuseUpgrade(stream, 429)
    if (sockets.clients.size >= limits.totalSockets) return refuseUpgrade(stream, 503)

    sockets.handleUpgrade(request, stream, head, socket => {
      open.set(address, (open.get(address) ?? 0) + 1)
      socket.on('close', () => {
        const left = (open.get(address) ?? 1) - 1
        if (left > 0) open.set(address, left)
        else open.delete(address)
      })
      // After a frame too large, bad UTF-8 or a reset the socket closes by itself.
      socket.on('error', () => {})
      void gate.admit(socket, urlOf(request).searchParams, address)
    })
  }
}

/**
 * Starts `peer` on our WebSocket server. It starts when its app is mounted; its own HTTP routes are not used.
 */
function startPeer(server: Server, sockets: WebSocketServer, limits: SignalingLimits): void {
  const peer = ExpressPeerServer(server, {
    key: PEER_KEY,
    path: '/',
    alive_timeout: limits.heartbeatTimeoutMs,
    concurrent_limit: limits.totalPeers,
    createWebSocketServer: () => sockets,
  })
  peer.on('error', error => console.error('signaling:', error.message))
  express().use(peer)
}

/** The part of a connection's request that `peer` reads: the query. */
function requestOf(seat: Seat): { url: string } {
  const query = new URLSearchParams({ id: seat.id, token: seat.token, key: PEER_KEY })
  return { url: `/?${query}` }
}

function urlOf(request: IncomingMessage): URL {
  const target = request.url ?? '/'
  // A target like `//x` or `http://x/` must not become a host.
  const path = target.startsWith('/') ? target : '/'
  return URL.canParse(`http://localhost${path}`)
    ? new URL(`http://localhost${path}`)
    : new URL('http://localhost/')
}

function refuseUpgrade(stream: Duplex, status: 404 | 429 | 503): void {
  stream.on('error', () => {})
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
