import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import type { CborValue } from '#chain/codec.ts'
import type { Clock } from '#lib/clock.ts'
import type { TokenBucket } from '#lib/token-bucket.ts'
import type { KnownPeers, ToldPeer } from './known-peers.ts'
import { MAX_HEADERS } from './limits.ts'
import type { Link } from './links/link.ts'
import type { PeerLinks } from './links/peer-links.ts'
import type { NetworkHandlers } from './network.ts'
import { BODIES, bodiesAnswer } from './protocols/bodies.ts'
import { EXCHANGE, exchangeMessage } from './protocols/exchange.ts'
import { HEADERS, headersAnswer } from './protocols/headers.ts'
import { POOL, poolAnswer } from './protocols/pool.ts'
import { REQUEST_STREAMS, type RequestProtocol, serve } from './protocols/request.ts'
import { STEM, stemAnswer } from './protocols/stem.ts'
import type { WireViolation } from './protocols/wire.ts'

export interface ServeDependencies {
  readonly libp2p: Libp2p
  readonly links: PeerLinks
  readonly known: KnownPeers
  readonly clock: Clock
  readonly handlers: Pick<NetworkHandlers, 'serveHeaders' | 'serveBodies' | 'servePool' | 'onStem'>
  /** A peer told whom it knows. */
  readonly onTold: (link: Link, peers: readonly ToldPeer[]) => void
  readonly onViolation: (link: Link, violation: WireViolation) => void
}

/** Answers what peers may ask after their handshake: headers, bodies, what waits, and who else is there; and takes what they pass on. */
export async function serveRequests(deps: ServeDependencies): Promise<void> {
  const { handlers, links, known, onTold } = deps

  await register(
    deps,
    HEADERS,
    link => link.rates.headers,
    async ({ locator, limit }) =>
      headersAnswer(await handlers.serveHeaders(locator, Math.min(limit, MAX_HEADERS))),
  )
  await register(
    deps,
    BODIES,
    link => link.rates.bodies,
    async ({ ids }) => bodiesAnswer(await handlers.serveBodies(ids)),
  )
  await register(
    deps,
    POOL,
    link => link.rates.pool,
    async ({ held }) => poolAnswer(await handlers.servePool(held)),
  )
  await register(
    deps,
    STEM,
    link => link.rates.stem,
    async ({ transactions }, link) => {
      handlers.onStem(transactions, link.peerId)
      return stemAnswer()
    },
  )
  await register(
    deps,
    EXCHANGE,
    link => link.rates.exchange,
    async ({ peers }, link) => {
      onTold(link, peers)
      const linked = links.joined().map(other => other.peerId)
      return exchangeMessage(known.tell(linked, link.peerId))
    },
  )
}

async function register<Question, Answer>(
  { libp2p, links, clock, onViolation }: ServeDependencies,
  protocol: RequestProtocol<Question, Answer>,
  rate: (link: Link) => TokenBucket,
  answer: (question: Question, link: Link) => Promise<CborValue>,
): Promise<void> {
  const onStream = async (stream: Stream, connection: Connection) => {
    const link = await links.of(connection)
    if (!link) return stream.abort(new Error('a request before the handshake'))
    try {
      const violation = await serve(protocol, {
        stream,
        clock,
        allowed: () => rate(link).take(),
        answer: question => answer(question, link),
      })
      if (violation) onViolation(link, violation)
    } catch {
      // The peer went away, or our own node could not answer; the peer sees its request fail and asks another one.
    }
  }
  await libp2p.handle(protocol.name, onStream, REQUEST_STREAMS)
}
