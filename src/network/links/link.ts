import type { Connection } from '@libp2p/interface'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Rate, TokenBucket } from '#lib/token-bucket.ts'
import { HEARTBEAT_RATE } from '../limits.ts'
import type { ChainHead, PeerInfo } from '../network.ts'
import { nameOfPeer } from '../peer-id.ts'
import type { Heartbeat } from '../protocols/heartbeat.ts'

/** A connection with an authenticated peer, and the state of that peer. */
export interface Link {
  readonly peerId: PeerId
  readonly connection: Connection
  readonly route: PeerInfo['route']
  since: number
  state: PeerInfo['state']
  isHandshaking: boolean
  latencyMs: number | undefined
  /** How far the peer's clock is ahead of ours, by half the latency's error. */
  clockOffsetMs: number | undefined
  head: ChainHead | undefined
  agent: string
  /** The number of links that the peer reports. */
  links: number
  asksRelease: boolean
  heartbeat: Heartbeat | undefined
  /** Was it released by the topology? */
  dropped: boolean
  /** Why this node closed it; undefined while it lives or when the other end did. */
  closeReason: string | undefined
  /** The peer's rate limits, by the protocol's name. */
  readonly requests: Map<string, TokenBucket>
  readonly heartbeats: TokenBucket
}

/** Whether the peer may send a request now; each call counts as one. */
export function takeRequest(link: Link, { name, rate }: { name: string; rate: Rate }, clock: Clock): boolean {
  const bucket = link.requests.get(name) ?? new TokenBucket(rate, clock)
  link.requests.set(name, bucket)
  return bucket.take()
}

export function createLink(connection: Connection, route: PeerInfo['route'], clock: Clock): Link {
  return {
    peerId: nameOfPeer(connection.remotePeer),
    connection,
    route,
    since: clock.now(),
    state: 'connecting',
    isHandshaking: false,
    latencyMs: undefined,
    clockOffsetMs: undefined,
    head: undefined,
    agent: '',
    links: 0,
    asksRelease: false,
    heartbeat: undefined,
    dropped: false,
    closeReason: undefined,
    requests: new Map(),
    heartbeats: new TokenBucket(HEARTBEAT_RATE, clock),
  }
}
