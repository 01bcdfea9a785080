import type { InviteAddress, InviteResult } from '#api/results.ts'
import { isLoopbackUrl } from '#lib/loopback.ts'
import { serverUrls } from '#lib/server-urls.ts'
import { type Addresses, InviteServer } from '#network/short-invite/invite-server.ts'
import type { HandlerContext } from './context.ts'

/** What an invite to the running network is made of. */
export interface InviteParts extends Pick<HandlerContext, 'node' | 'origin' | 'signalingUrl' | 'fetch'> {
  /** Its encoded parameters. */
  readonly genesis: Uint8Array
  /** The links with the app at this address. */
  readonly linksAt: (url: string) => { readonly short: string; readonly full: string }
}

/**
 * An invite to the running network. It contains what the server can do for it now: a short link and a code if
 * it has the network's parameters, and the addresses of the LAN if the page is at a loopback one.
 */
export async function createInvite(parts: InviteParts): Promise<InviteResult> {
  const { node, origin, signalingUrl, fetch, genesis, linksAt } = parts
  const { clock, networkId } = node.chain
  const ownServer = new InviteServer({ url: new URL('signal/', origin).href, fetch, clock })
  const servers =
    signalingUrl === undefined
      ? [ownServer]
      : serverUrls(signalingUrl).map(url => new InviteServer({ url, fetch, clock }))

  const offers = node.signaling === 'online' ? servers.map(server => server.offer(networkId, genesis)) : []
  const [offered, { urls, reason }] = await Promise.all([
    Promise.all(offers),
    addressesFor(origin, ownServer),
  ])
  const isShort = offered.includes(true)
  // Whoever types a code has the app, which asks its own server.
  const code = isShort && signalingUrl === undefined ? await ownServer.renewCode(networkId) : undefined

  const at = (url: string): InviteAddress => {
    const { short, full } = linksAt(url)
    return { url, link: isShort ? short : full, fullLink: full }
  }
  const addresses = [...urls, origin].map(at)
  const { link, fullLink } = addresses[0] ?? at(origin)
  return {
    ...{ link, fullLink, addresses },
    code: code?.code ?? null,
    codeExpires: code ? clock.now() + code.expiresInMs : null,
    reach: reason ?? 'others',
    notice: reason ? NOTICES[reason] : null,
  }
}

/** What the page's server tells a page at a loopback address; nothing for any other page. */
async function addressesFor(origin: string, server: InviteServer): Promise<Addresses> {
  if (!isLoopbackUrl(origin)) return { urls: [], reason: undefined }
  const { urls, reason } = await server.addresses()
  return { urls, reason: urls.length > 0 ? undefined : (reason ?? 'loopback') }
}

const NOTICES = {
  loopback:
    'this address works on this machine only; start the server with --host 0.0.0.0 --https to open it to others',
  http: 'this address works on this machine only: over plain http, browsers of others withhold what a node needs; start the server with --https',
} as const
