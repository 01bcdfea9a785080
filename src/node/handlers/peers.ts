import type { CallHandlers } from '#api/handlers.ts'
import type { PeerResult } from '#api/results.ts'
import { fail, ok } from '#lib/result.ts'
import { NetworkError, type PeerInfo } from '#network/network.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for links to other tabs. */
export function peerHandlers({ node }: HandlerContext) {
  const { network } = node
  const find = (peerId: string) => network.peers().find(peer => peer.peerId === peerId)

  return {
    peers: async () => ok(network.peers().map(peerResult)),

    peerConnect: async ({ peerId }) => {
      if (peerId === network.peerId) return isSelf()
      try {
        await network.connect(peerId, 'manual')
      } catch (error) {
        if (error instanceof NetworkError) return fail(error.code, `peerId: ${error.message}`)
        throw error
      }
      const peer = find(peerId)
      return peer
        ? ok(peerResult(peer))
        : fail('PEER_GONE', 'peerId: the link closed again at once; try later')
    },

    peerDisconnect: async ({ peerId }) => {
      if (!find(peerId)) return fail('PEER_UNKNOWN', `peerId: no link to ${peerId}; \`peers\` lists them`)
      await network.disconnect(peerId)
      return ok({ peerId })
    },

    peerBan: async ({ peerId }) => {
      if (peerId === network.peerId) return isSelf()
      await network.ban(peerId)
      return ok({ peerId })
    },

    peerKnown: async () => {
      const now = node.chain.clock.now()
      return ok(
        network.knownPeers().map(({ peerId, lastSeen, failures, nextTry, bannedUntil, failure }) => ({
          peerId,
          lastSeen,
          failures,
          nextTry,
          banned: (bannedUntil ?? 0) > now,
          failure: failure ?? null,
        })),
      )
    },
  } satisfies Partial<CallHandlers>
}

const isSelf = () => fail('PEER_IS_SELF', 'peerId: this is the id of this tab; give that of another')

/** A link as the API shows it. */
export function peerResult({ head, latencyMs, ...peer }: PeerInfo): PeerResult {
  return { ...peer, latencyMs: latencyMs ?? null, height: head?.height ?? null }
}
