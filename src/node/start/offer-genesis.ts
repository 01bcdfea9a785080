import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import type { Clock } from '#lib/clock.ts'
import { serverUrls } from '#lib/server-urls.ts'
import type { TabNode } from '#node/tab-node.ts'

/**
 * Hands the parameters of the network to its signaling servers, now and each time one is back: a server keeps
 * them in memory only, and a short link needs them. A server without short links changes nothing.
 */
export function offerGenesis(node: TabNode, servers: string, clock: Clock): void {
  const { networkId, genesis } = node.chain
  const offer = async () => {
    const { InviteServer } = await import('#network/short-invite/invite-server.ts')
    for (const url of serverUrls(servers))
      await new InviteServer({ url, fetch, clock }).offer(networkId, encodeGenesis(genesis))
  }
  // If the script does not load, Invite offers them again and gives the full link.
  const tryTo = () => void offer().catch(() => {})
  if (node.signaling === 'online') tryTo()
  node.events.subscribe(({ type, data }) => {
    if (type === 'signaling' && data.status === 'online') tryTo()
  })
}
