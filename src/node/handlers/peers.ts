import type { ApiHandlers } from '#api/handlers.ts'
import type { PeerResult } from '#api/results.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { type PeerId, parsePeerId } from '#lib/peer-id.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { inviteLink, parseInvite } from '#network/invite.ts'
import { NetworkError, type PeerInfo } from '#network/network.ts'
import type { HandlerContext } from './context.ts'

type Names = 'peers' | 'peerConnect' | 'peerDisconnect' | 'peerBan' | 'peerKnown' | 'invite' | 'join'

/** Links to other tabs, and the ways to get them. */
export function peerHandlers(context: HandlerContext): Pick<ApiHandlers, Names> {
  const { node, origin, signalingUrl } = context
  const { network } = node
  const find = (peerId: string) => network.peers().find(peer => peer.peerId === peerId)

  return {
    peers: async () => ok(network.peers().map(peerResult)),

    peerConnect: async ({ peerId }) => {
      const id = checkPeerId(peerId, network.peerId)
      if (!id.ok) return id
      try {
        await network.connect(id.value, 'manual')
      } catch (error) {
        if (error instanceof NetworkError) return fail(error.code, `peer: ${error.message}`)
        throw error
      }
      const peer = find(id.value)
      return peer ? ok(peerResult(peer)) : fail('PEER_GONE', 'peer: the link closed again at once; try later')
    },

    peerDisconnect: async ({ peerId }) => {
      const peer = find(peerId)
      if (!peer) return fail('PEER_UNKNOWN', `peer: no link to ${peerId}; \`peers\` lists them`)
      await network.disconnect(peer.peerId)
      return ok({ peerId })
    },

    peerBan: async ({ peerId }) => {
      const id = checkPeerId(peerId, network.peerId)
      if (!id.ok) return id
      await network.ban(id.value)
      return ok({ peerId: id.value })
    },

    peerKnown: async () => {
      const now = node.chain.clock.now()
      return ok(
        network.knownPeers().map(({ peerId, lastSeen, failures, nextTry, bannedUntil }) => ({
          peerId,
          lastSeen,
          failures,
          nextTry,
          banned: (bannedUntil ?? 0) > now,
        })),
      )
    },

    invite: async () => {
      const invite = {
        genesis: node.chain.genesis,
        peerId: network.peerId,
        ...(signalingUrl === undefined ? {} : { signaling: signalingUrl }),
      }
      return ok({ link: inviteLink(origin, invite) })
    },

    join: async ({ link }) => {
      const invite = parseInvite(link)
      if (!invite.ok) return fail(invite.error.code, `link: ${invite.error.message}`)
      const { genesis, peerId } = invite.value
      const networkId = networkIdOf(genesis)
      const sameNetwork = networkId === node.chain.networkId
      if (sameNetwork && peerId && peerId !== network.peerId) {
        await network.connect(peerId, 'invite').catch(() => {})
      }
      return ok({
        networkId,
        name: genesis.name,
        peerId: peerId ?? null,
        sameNetwork,
        link: inviteLink(origin, invite.value),
      })
    },
  }
}

function checkPeerId(peerId: string, self: string): Result<PeerId, Failure> {
  const id = parsePeerId(peerId)
  if (!id.ok) return fail('BAD_PEER_ID', `peer: ${id.error.message}`)
  if (id.value === self) return fail('PEER_IS_SELF', 'peer: that is this tab itself')
  return id
}

function peerResult({ head, latencyMs, ...peer }: PeerInfo): PeerResult {
  return { ...peer, latencyMs: latencyMs ?? null, height: head?.height ?? null }
}
