import type { PeerId } from '#lib/peer-id.ts'
import { DIAL_TIMEOUT_MS } from '../limits.ts'
import type { PeerLinks } from '../links/peer-links.ts'
import type { NetworkOptions } from '../network-options.ts'
import { INTRODUCE, introduceQuestion } from '../protocols/introduce.ts'
import { ask } from '../protocols/request.ts'
import type { WireViolation } from '../protocols/wire.ts'
import type { LinkTable } from '../transport/link-table.ts'
import type { PageLinks } from '../transport/page-links.ts'
import type { VouchedPeers } from '../vouched-peers.ts'
import { MemberIntroductions } from './member-introductions.ts'

export interface MemberIntroductionsParts
  extends Pick<NetworkOptions, 'clock' | 'random' | 'identitySeed' | 'networkId'> {
  readonly self: PeerId
  readonly table: LinkTable
  readonly links: PeerLinks
  readonly vouchedPeers: VouchedPeers
  readonly page: PageLinks
  readonly penalise: (peerId: PeerId, violation: WireViolation) => void
}

/** Introductions by members over libp2p's links and the page's connections. */
export function createMemberIntroductions(parts: MemberIntroductionsParts): MemberIntroductions {
  const { links, table, vouchedPeers, page, clock } = parts
  return new MemberIntroductions({
    ...parts,
    links: () => links.joined().map(({ peerId }) => peerId),
    knows: (link, peerId) => vouchedPeers.vouches(link, peerId),
    ask: async (peerId, question, signal) => {
      const link = links.get(peerId)
      if (link?.state !== 'connected') return new Uint8Array()
      const answer = await ask(INTRODUCE, link.connection, introduceQuestion(question), { clock, signal })
      if (answer.ok) return answer.value.answer
      parts.penalise(peerId, answer.error)
      return new Uint8Array()
    },
    accepts: peerId => table.refusalOf(peerId) === undefined,
    answer: (peerId, sdp) => page.answer(peerId, sdp, DIAL_TIMEOUT_MS),
  })
}
