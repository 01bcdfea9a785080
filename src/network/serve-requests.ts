import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { KnownPeers, SharedPeer } from './known-peers.ts'
import { type Link, takeRequest } from './links/link.ts'
import type { PeerLinks } from './links/peer-links.ts'
import type { MemberIntroductions } from './member-introductions/member-introductions.ts'
import type { NetworkHandlers } from './network.ts'
import { type AnswerRegistry, registerAnswers } from './protocols/answers.ts'
import { askedFiles, HOLDERS, holdersAnswer } from './protocols/holders.ts'
import { INTRODUCE, introduceAnswer } from './protocols/introduce.ts'
import { PEER_EXCHANGE, peerExchangeMessage } from './protocols/peer-exchange.ts'
import { requestStreams, serve } from './protocols/request.ts'
import type { WireViolation } from './protocols/wire.ts'

export interface ServeDependencies {
  readonly libp2p: Libp2p
  readonly links: PeerLinks
  readonly known: KnownPeers
  readonly clock: Clock
  readonly handlers: NetworkHandlers
  readonly introductions: MemberIntroductions
  /** Signed announcements by holders of these files. */
  readonly newsOf: (cids: readonly Cid[]) => readonly Uint8Array[]
  /** A peer reported the peers that it knows. */
  readonly onPeersShared: (peerId: PeerId, peers: readonly SharedPeer[]) => void
  readonly onViolation: (link: Link, violation: WireViolation) => void
}

/**
 * Answers requests of peers after their handshake: headers, bodies, pending transactions, known peers and
 * holders of files; accepts their stem transactions and passes on their offers of links.
 */
export async function serveRequests(deps: ServeDependencies): Promise<void> {
  const { libp2p, links, known, clock, handlers, newsOf, onPeersShared, onViolation } = deps
  const registered: Promise<void>[] = []

  const register: AnswerRegistry = (protocol, answer) => {
    const onStream = async (stream: Stream, connection: Connection) => {
      const link = await links.of(connection)
      if (!link) return stream.abort(new Error('a request before the handshake'))
      try {
        const violation = await serve(protocol, {
          stream,
          clock,
          allowed: () => takeRequest(link, protocol, clock),
          answer: question => answer(question, link.peerId),
        })
        if (violation) onViolation(link, violation)
      } catch {
        // The peer left, or this node could not answer; the peer's request fails, and it asks another one.
      }
    }
    registered.push(libp2p.handle(protocol.name, onStream, requestStreams(protocol)))
  }

  registerAnswers(handlers, register)
  register(INTRODUCE, async (passed, from) => introduceAnswer(await deps.introductions.receive(passed, from)))
  register(PEER_EXCHANGE, async ({ peers }, from) => {
    onPeersShared(from, peers)
    const linked = links.joined().map(({ peerId }) => peerId)
    return peerExchangeMessage(known.peersFor(from, linked))
  })
  register(HOLDERS, async ({ cids }) => holdersAnswer(newsOf(askedFiles(cids))))
  await Promise.all(registered)
}
