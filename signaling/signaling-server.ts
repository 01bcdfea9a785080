import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { clientAddress } from './client-address.ts'
import type { Cluster, ClusterHost } from './cluster/cluster.ts'
import { Door } from './door.ts'
import { drainSeats } from './drain.ts'
import { Gate } from './gate.ts'
import type { IceAnswer } from './ice-services.ts'
import type { AddressesAnswer } from './invites/addresses.ts'
import { InvitesApi } from './invites/invites-api.ts'
import { INVITE_LIMITS, type InviteLimits } from './invites/limits.ts'
import { SIGNALING_LIMITS, type SignalingLimits } from './limits.ts'
import { Networks } from './networks.ts'
import { RateLimiter } from './rate-limiter.ts'
import { createSignalingApi } from './signaling-api.ts'
import { newCounters, type SignalingState } from './signaling-state.ts'
import { CLOSE } from './websocket/frames.ts'
import { refuseUpgrade } from './websocket/handshake.ts'

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
  /** Where other machines open the app, for the tab that asks; by default unknown. */
  readonly addresses?: (request: IncomingMessage) => AddressesAnswer
  readonly inviteLimits?: InviteLimits
  /** The pages that may use it; undefined means all. */
  readonly origins?: readonly string[] | undefined
  /** Joins the other instances, for the clients of this one. */
  readonly join?: ((host: ClusterHost) => Promise<Cluster>) | undefined
}

export interface Signaling {
  /** Answers requests below the base path; false for any other. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  state(): SignalingState
  /** Takes no more clients and sends away those that are there, evenly over a time. Ends when all have left. */
  drain(overMs: number): Promise<void>
  /** Closes every socket; clients keep their links to each other. */
  close(): Promise<void>
}

/**
 * Introduces tabs of one network to each other, on a server that others may use for other paths. It speaks the
 * protocol of PeerJS, and sees who is there and the handshakes of WebRTC, nothing of the chain. See
 * docs/decisions/0002-signaling.md. Throws what `join` throws.
 */
export async function createSignaling(options: SignalingOptions): Promise<Signaling> {
  const { server, basePath = '/signal', version, limits = SIGNALING_LIMITS, trustProxy = false } = options
  const { origins } = options
  const networks = new Networks()
  const counters = newCounters()
  let cluster: Cluster | undefined

  const door = new Door({ limits, counters, trustProxy, origins })
  const gate = new Gate({
    networks,
    limits,
    counters,
    cluster: () => cluster,
    onSeated: seat => door.admit(seat),
    onLeft: seat => door.leave(seat),
  })
  cluster = await options.join?.(hostOf(networks, gate))
  const state = (): SignalingState => ({
    peers: networks.peers,
    networks: networks.size,
    sockets: door.sockets,
    isDraining: door.isShut,
    cluster: cluster?.status(),
    counters,
  })

  const invites = new InvitesApi({
    limits: options.inviteLimits ?? INVITE_LIMITS,
    clock: Date,
    isPresent: networkId => networks.peersOf(networkId) > 0,
    addresses: options.addresses ?? (() => ({ urls: [] })),
    addressOf: request => clientAddress(request, trustProxy),
    rememberedAddresses: limits.addresses,
  })
  const sweep = setInterval(() => {
    gate.sweep()
    invites.sweep()
  }, limits.pingEveryMs)
  const requests = new RateLimiter(limits.addressRequests, limits.addresses)
  const api = createSignalingApi({
    networks,
    cluster,
    state,
    limits,
    version,
    ice: options.ice ?? (() => ({ iceServers: [] })),
    invites,
    origins,
    mayAsk: request => requests.take(clientAddress(request, trustProxy)),
  })
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const { pathname, searchParams } = urlOf(request)
    if (pathname === `${basePath}/peerjs`) door.enter(request, searchParams, stream, head, gate)
    else refuseUpgrade(stream, 404)
  }
  server.on('upgrade', onUpgrade)

  return {
    state,
    handle(request, response) {
      const url = urlOf(request)
      if (url.pathname !== basePath && !url.pathname.startsWith(`${basePath}/`)) return false
      url.pathname = url.pathname.slice(basePath.length)
      api(request, response, url)
      return true
    },
    drain: overMs => drainSeats([...door.shut(), ...networks.seats()], overMs),
    async close() {
      clearInterval(sweep)
      server.off('upgrade', onUpgrade)
      for (const { socket } of [...door.shut(), ...networks.seats()])
        socket.close(CLOSE.goingAway, 'the signaling server stops')
      await cluster?.close()
    },
  }
}

/** What this instance does for the others. */
function hostOf(networks: Networks, gate: Gate): ClusterHost {
  return {
    deliver({ networkId, dst, text }) {
      const seat = networks.find(networkId, dst)
      seat?.socket.send(text)
      return seat !== undefined
    },
    expire: (networkId, src, dst) => gate.expire(networkId, src, dst),
    evict: (networkId, peerId) => gate.evict(networkId, peerId),
    *networks() {
      for (const { id, seats } of networks.all())
        yield {
          id,
          *peers() {
            for (const { peerId, admittedAtMs } of seats.values()) yield [peerId, admittedAtMs] as const
          },
        }
    },
  }
}

function urlOf(request: IncomingMessage): URL {
  const target = request.url ?? '/'
  // A target like `//x` or `http://x/` must not become a host.
  const path = target.startsWith('/') ? target : '/'
  return URL.canParse(`http://localhost${path}`)
    ? new URL(`http://localhost${path}`)
    : new URL('http://localhost/')
}
