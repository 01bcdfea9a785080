import type { CallHandlers } from '#api/handlers.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { fail, ok } from '#lib/result.ts'
import { inviteLink } from '#network/invite.ts'
import { openInvite } from '#network/open-invite.ts'
import { shortInviteLink } from '#network/short-invite/short-invite.ts'
import { createKnownNetworks } from '#node/founding/known-networks.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for invites: `invite` and `join`. */
export function inviteHandlers(context: HandlerContext) {
  const { node, origin, signalingUrl, settings, fetch } = context
  const { network, chain } = node
  const ownServer = new URL('signal/', origin).href
  const known = async () => [
    chain.genesis,
    ...(await createKnownNetworks(settings).list()).map(({ genesis }) => genesis),
  ]
  const signaling = signalingUrl === undefined ? {} : { signaling: signalingUrl }
  const linksAt = (url: string) => ({
    short: shortInviteLink(url, { networkId: chain.networkId, ...signaling }),
    full: inviteLink(url, { genesis: chain.genesis, peerId: network.peerId, ...signaling }),
  })

  return {
    invite: async () => {
      const { createInvite } = await import('./create-invite.ts')
      return ok(await createInvite({ ...context, genesis: encodeGenesis(chain.genesis), linksAt }))
    },

    join: async ({ link }) => {
      const server = signalingUrl ?? ownServer
      const invite = await openInvite(link, { fetch, clock: chain.clock, server, ownServer, known })
      if (!invite.ok) return fail(invite.error.code, `link: ${invite.error.message}`)
      const { genesis, peerId } = invite.value
      const networkId = networkIdOf(genesis)
      const sameNetwork = networkId === chain.networkId
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
  } satisfies Partial<CallHandlers>
}
