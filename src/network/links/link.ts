import type { Connection } from '@libp2p/interface'
import type { Clock } from '#lib/clock.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import { EXCHANGE_RATE, HEARTBEAT_RATE, POOL_RATE, REQUEST_RATE, STEM_RATE } from '../limits.ts'
import type { ChainHead, PeerInfo } from '../network.ts'
import type { Heartbeat } from '../protocols/heartbeat.ts'

/** A connection with a proven peer, and what is known of that peer. */
export interface Link {
  readonly peerId: string
  readonly connection: Connection
  readonly route: PeerInfo['route']
  since: number
  state: PeerInfo['state']
  shaking: boolean
  latencyMs: number | undefined
  /** How far the peer's clock is ahead of ours, by half the latency's error. */
  clockOffsetMs: number | undefined
  head: ChainHead | undefined
  agent: string
  /** How many links the peer says it has. */
  links: number
  asksRelease: boolean
  heartbeat: Heartbeat | undefined
  /** The topology let it go. */
  dropped: boolean
  /** Why this node closed it; undefined while it lives or when the other end did. */
  closeReason: string | undefined
  /** How much the peer may ask. */
  readonly rates: {
    readonly headers: TokenBucket
    readonly bodies: TokenBucket
    readonly exchange: TokenBucket
    readonly pool: TokenBucket
    readonly stem: TokenBucket
    readonly heartbeat: TokenBucket
  }
}

export function createLink(connection: Connection, route: PeerInfo['route'], clock: Clock): Link {
  return {
    peerId: connection.remotePeer.toString(),
    connection,
    route,
    since: clock.now(),
    state: 'connecting',
    shaking: false,
    latencyMs: undefined,
    clockOffsetMs: undefined,
    head: undefined,
    agent: '',
    links: 0,
    asksRelease: false,
    heartbeat: undefined,
    dropped: false,
    closeReason: undefined,
    rates: {
      headers: new TokenBucket(REQUEST_RATE, clock),
      bodies: new TokenBucket(REQUEST_RATE, clock),
      exchange: new TokenBucket(EXCHANGE_RATE, clock),
      pool: new TokenBucket(POOL_RATE, clock),
      stem: new TokenBucket(STEM_RATE, clock),
      heartbeat: new TokenBucket(HEARTBEAT_RATE, clock),
    },
  }
}
