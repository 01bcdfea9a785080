import type { BootQuestion } from '#api/boot.ts'
import { looksAlike, type NetworkLook } from '#api/network-look.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import type { Invite } from '#network/invite.ts'
import { openInvite } from '#network/open-invite.ts'
import type { KnownNetwork, KnownNetworks } from '#node/founding/known-networks.ts'

export interface ChosenNetwork {
  readonly genesis: GenesisParameters
  /** The inviter, to be dialled first. */
  readonly introducer: PeerId | undefined
  /** URL of the signaling server. */
  readonly signaling: string
}

export interface NetworkWish {
  /** The invite in the page's address, and a signaling server for this visit, which is not stored. */
  readonly invite?: string | undefined
  readonly signal?: string | undefined
  /** The person agreed to everything in the address, by a command or a button. */
  readonly agreed?: boolean
  /** The person wants to choose among the known ones. */
  readonly picks?: boolean
  /** The page's own server, for networks that name none. */
  readonly signalingDefault: string
}

/** Puts a question to the person; resolves to `change`, `keep`, or the id of the network that was picked. */
export type Ask = (question: BootQuestion) => Promise<string>

/**
 * The network of the invite, else the one this profile chose last, else the deployment's own. The choice is
 * kept for the next start. Anybody can make a link, so an address moves a profile neither to another network
 * nor to another signaling server unless the person agrees, and a network that only looks like a known one is
 * not opened as that one.
 */
export async function chooseNetwork(
  wish: NetworkWish,
  networks: KnownNetworks,
  ask: Ask,
  { fetch, clock }: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
): Promise<Result<ChosenNetwork, Failure>> {
  const choice: Choice = { ...wish, networks, ask }
  if (wish.picks) return ok(chosen(await pick(choice), wish))
  const server = wish.signal ?? wish.signalingDefault
  const known = async () => (await networks.list()).map(({ genesis }) => genesis)
  const options = { fetch, clock, server, ownServer: server, known }
  const invite = wish.invite === undefined ? undefined : await openInvite(wish.invite, options)
  if (invite && !invite.ok) return invite

  const asked = invite && (await follow(invite.value, choice))
  const network = asked?.network ?? (await networks.chosen())
  const isRefused = asked?.type === 'refused'
  const used = isRefused ? network.signaling : await serverOf(network, asked, choice)
  const kept = await networks.keep(network.genesis, used)
  await networks.choose(kept.id)
  // nothing of a refused link is used
  if (isRefused) return ok(chosen(kept, { signalingDefault: wish.signalingDefault }))
  return ok(chosen(kept, wish, invite?.value.peerId))
}

interface Choice extends NetworkWish {
  readonly networks: KnownNetworks
  readonly ask: Ask
}

/** The invite's network, or the one in which the person stays. */
type Followed =
  | { readonly type: 'refused'; readonly network: KnownNetwork }
  | {
      readonly type: 'new' | 'known'
      readonly network: KnownNetwork
      readonly signaling: string | undefined
    }

async function follow({ genesis, signaling }: Invite, choice: Choice): Promise<Followed> {
  const { networks, ask, agreed } = choice
  const network: KnownNetwork = { id: networkIdOf(genesis), genesis, signaling }
  const all = await networks.list()
  const known = all.find(({ id }) => id === network.id)
  const lookalike = known ? undefined : all.find(other => looksAlike(other.genesis, genesis))
  const current = await networks.current()

  const isOther = current !== undefined && current.id !== network.id
  if (!agreed && (isOther || lookalike)) {
    const instead = current ?? (await networks.chosen())
    const answer = await ask({
      type: 'network',
      asked: lookOf(known ?? network, choice),
      current: lookOf(instead, choice),
      lookalike: lookalike && lookOf(lookalike, choice),
    })
    if (answer !== 'change') return { type: 'refused', network: instead }
  }
  return known ? { type: 'known', network: known, signaling } : { type: 'new', network, signaling }
}

/**
 * The signaling server in the address; for a known network only if the person agrees. Undefined for the
 * page's own.
 */
async function serverOf(
  network: KnownNetwork,
  asked: Exclude<Followed, { type: 'refused' }> | undefined,
  choice: Choice,
): Promise<string | undefined> {
  const { signalingDefault, agreed, ask } = choice
  const used = network.signaling ?? signalingDefault
  const wanted = asked ? (asked.signaling ?? signalingDefault) : used
  const isQuestion = wanted !== used && asked?.type !== 'new' && !agreed
  const question = { type: 'signaling', network: lookOf(network, choice), asked: wanted } as const
  if (isQuestion && (await ask(question)) !== 'change') return network.signaling
  return wanted === signalingDefault ? undefined : wanted
}

async function pick(choice: Choice): Promise<KnownNetwork> {
  const { networks, ask } = choice
  const [all, last] = [await networks.list(), await networks.chosen()]
  const answer = await ask({
    type: 'pick',
    networks: all.map(network => lookOf(network, choice)),
    current: last.id,
  })
  const picked = all.find(({ id }) => id === answer) ?? last
  await networks.choose(picked.id)
  return picked
}

const chosen = (
  { genesis, signaling }: KnownNetwork,
  { signal, signalingDefault }: Pick<NetworkWish, 'signal' | 'signalingDefault'>,
  introducer?: PeerId,
): ChosenNetwork => ({ genesis, introducer, signaling: signal ?? signaling ?? signalingDefault })

const lookOf = (
  { id, genesis, signaling }: KnownNetwork,
  { signalingDefault }: Pick<NetworkWish, 'signalingDefault'>,
): NetworkLook => ({
  id,
  name: genesis.name,
  symbol: genesis.symbol,
  consensus: genesis.consensus.type,
  signaling: signaling ?? signalingDefault,
})
