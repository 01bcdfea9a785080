import type { CallHandlers } from '#api/handlers.ts'
import { fail, ok } from '#lib/result.ts'
import { inviteLink } from '#network/invite.ts'
import { NetworkError } from '#network/network.ts'
import type { HandlerContext } from './context.ts'
import { peerResult } from './peers.ts'

/** Handlers for links without a server, by offers and answers that people carry. */
export function handLinkHandlers({ node, origin, handLinks }: HandlerContext) {
  const { network, chain } = node

  return {
    linkOffer: async () => {
      try {
        const { text, codes, expires } = await (await handLinks()).offer(chain.genesis)
        return ok({ offer: text, codes, expires })
      } catch (error) {
        if (error instanceof NetworkError) return fail(error.code, error.message)
        throw error
      }
    },

    linkAccept: async ({ offer: text }) => {
      const links = await handLinks()
      const offer = await links.read(text)
      if (!offer.ok) return fail(offer.error.code, `offer: ${offer.error.message}`)
      const { from, networkId, genesis } = offer.value
      const read = {
        networkId,
        peerId: from,
        name: genesis.name,
        // The peer cannot be dialled: no server introduces it.
        link: inviteLink(origin, { genesis }),
      }
      if (networkId !== chain.networkId)
        return ok({ ...read, sameNetwork: false, answer: null, codes: [], expires: offer.value.expires })
      const answer = await links.accept(offer.value)
      if (!answer.ok) return fail(answer.error.code, `offer: ${answer.error.message}`)
      const { text: said, codes, expires } = answer.value
      return ok({ ...read, sameNetwork: true, answer: said, codes, expires })
    },

    linkComplete: async ({ answer }) => {
      const linked = await (await handLinks()).complete(answer)
      if (!linked.ok) return fail(linked.error.code, `answer: ${linked.error.message}`)
      const peer = network.peers().find(({ peerId }) => peerId === linked.value)
      return peer
        ? ok(peerResult(peer))
        : fail('PEER_GONE', 'answer: the link closed again at once; begin anew')
    },
  } satisfies Partial<CallHandlers>
}
