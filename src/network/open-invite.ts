import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import type { NetworkId } from '#chain/ids.ts'
import type { Clock } from '#lib/clock.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { serverUrls } from '#lib/server-urls.ts'
import { type Invite, type InviteCode, parseInvite, readInvitedGenesis } from './invite.ts'
import type { InviteServer, ShortInviteCode } from './short-invite/invite-server.ts'
import { joinCodeIn, parseShortInvite, type ShortInvite, serverOfLink } from './short-invite/short-invite.ts'

export interface OpenInviteOptions {
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  /** The signaling server to ask, if the invite is not a link to another one. */
  readonly server: string
  /** The server that an invite does not have to name. */
  readonly ownServer: string
  /** The networks that this profile knows, which no server has to be asked about. */
  readonly known: () => Promise<readonly GenesisParameters[]>
}

type Opened<T> = Result<T, Failure<InviteCode | ShortInviteCode>>

/**
 * The network of a full invite, a short one or a join code, with or without a link around it. For the latter
 * two it asks a server, whose answer has to have the id of the network.
 */
export async function openInvite(text: string, options: OpenInviteOptions): Promise<Opened<Invite>> {
  const full = parseInvite(text)
  if (full.ok) return full
  const linked = serverOfLink(text) ?? options.server
  const code = joinCodeIn(text)
  const short = code === undefined ? parseShortInvite(text) : await resolveCode(code, linked, options)
  if (!short.ok) return short.error.code === 'INVITE_VERSION' ? full : short

  const { networkId, signaling = linked } = short.value
  const known = (await options.known()).find(genesis => networkIdOf(genesis) === networkId)
  const genesis = known
    ? ok(known)
    : await firstAnswer(signaling, url => requestGenesis(networkId, url, options))
  if (!genesis.ok) return genesis
  return ok({ genesis: genesis.value, ...(signaling === options.ownServer ? {} : { signaling }) })
}

/** The answer of the first server of a list that has one, or the failure of the last. */
async function firstAnswer<T>(list: string, ask: (url: string) => Promise<Opened<T>>): Promise<Opened<T>> {
  const [first = '', ...others] = serverUrls(list)
  let answer = await ask(first)
  for (const url of others) if (!answer.ok) answer = await ask(url)
  return answer
}

async function resolveCode(
  code: string,
  url: string,
  options: OpenInviteOptions,
): Promise<Opened<ShortInvite>> {
  const networkId = await firstAnswer(url, async one => (await serverAt(one, options)).networkOfCode(code))
  return networkId.ok ? ok({ networkId: networkId.value }) : networkId
}

async function requestGenesis(
  networkId: NetworkId,
  url: string,
  options: OpenInviteOptions,
): Promise<Opened<GenesisParameters>> {
  const bytes = await (await serverAt(url, options)).genesis(networkId)
  if (!bytes.ok) return bytes
  const genesis = readInvitedGenesis(bytes.value)
  if (!genesis.ok || networkIdOf(genesis.value) === networkId) return genesis
  return fail(
    'INVITE_SERVER',
    `${new URL(url).host} answered with another network than the invite names; ask for the full link`,
  )
}

async function serverAt(url: string, { fetch, clock }: OpenInviteOptions): Promise<InviteServer> {
  const { InviteServer } = await import('./short-invite/invite-server.ts')
  return new InviteServer({ url, fetch, clock })
}
