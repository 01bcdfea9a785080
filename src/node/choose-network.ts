import type { BootQuestion } from '../api/boot.ts'
import { looksAlike, type NetworkLook } from '../api/network-look.ts'
import type { GenesisParameters } from '../chain/genesis/genesis.ts'
import { networkIdOf } from '../chain/genesis/network-id.ts'
import { type Failure, ok, type Result } from '../lib/result.ts'
import { type Invite, parseInvite } from '../network/invite.ts'
import type { KnownNetwork, KnownNetworks } from './known-networks.ts'

export interface ChosenNetwork {
  readonly genesis: GenesisParameters
  /** The inviter, to be dialled first. */
  readonly introducer: string | undefined
  /** URL of the signaling server. */
  readonly signaling: string
}

export interface NetworkWish {
  /** From the page's address: an invite, and a signaling server for this start only. */
  readonly invite?: string | undefined
  readonly signal?: string | undefined
  /** The person said yes to all that the address asks for, by a command or a button. */
  readonly agreed?: boolean
  /** The person wants to choose among the known ones. */
  readonly picks?: boolean
  /** The page's own server, of networks that name none. */
  readonly signalingDefault: string
}

/** Puts a question to the person; resolves to `change`, `keep`, or the id of the network that was picked. */
export type Ask = (question: BootQuestion) => Promise<string>

/**
 * The network of the invite, else the one this profile chose last, else the deployment's own. The choice is kept for the next start. An address
 * is written by whoever made the link: it moves a profile neither to another network nor to another signaling server unless the person says so,
 * and a network that only looks like a known one is not opened as if it were that.
 */
export async function chooseNetwork(
  wish: NetworkWish,
  networks: KnownNetworks,
  ask: Ask,
): Promise<Result<ChosenNetwork, Failure>> {
  const invite = wish.invite === undefined || wish.picks ? undefined : parseInvite(wish.invite)
  if (invite && !invite.ok) return invite

  const choice: Choice = { ...wish, networks, ask }
  const before = await networks.current()
  if (wish.picks) return ok(chosen(await pick(choice), wish))
  const { network, introducer } = invite
    ? await invited(invite.value, choice)
    : { network: await networks.chosen(), introducer: undefined }
  if (before?.id !== network.id) await networks.choose(network.id)

  const kept = chosen(network, wish, introducer)
  const { signal } = wish
  if (signal === undefined || signal === kept.signaling) return ok(kept)
  const asks = before !== undefined && !wish.agreed
  const question = { type: 'signaling', network: lookOf(network, wish), asked: signal, lasts: false } as const
  return ok(asks && (await ask(question)) !== 'change' ? kept : { ...kept, signaling: signal })
}

interface Choice extends NetworkWish {
  readonly networks: KnownNetworks
  readonly ask: Ask
}

interface Invited {
  readonly network: KnownNetwork
  readonly introducer: string | undefined
}

async function invited({ genesis, peerId, signaling }: Invite, choice: Choice): Promise<Invited> {
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
    if (answer !== 'change') return { network: instead, introducer: undefined }
  }
  const server = known ? await serverOf(known, signaling, choice) : signaling
  return { network: await networks.keep(genesis, server), introducer: peerId }
}

/** Of a network that is known: the one that it had, unless the person takes the invite's. */
async function serverOf(
  known: KnownNetwork,
  asked: string | undefined,
  choice: Choice,
): Promise<string | undefined> {
  const { ask, agreed, signalingDefault } = choice
  if (agreed || (asked ?? signalingDefault) === (known.signaling ?? signalingDefault)) return asked
  const answer = await ask({
    type: 'signaling',
    network: lookOf(known, choice),
    asked: asked ?? signalingDefault,
    lasts: true,
  })
  return answer === 'change' ? asked : known.signaling
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
  { signalingDefault }: Pick<NetworkWish, 'signalingDefault'>,
  introducer?: string,
): ChosenNetwork => ({ genesis, introducer, signaling: signaling ?? signalingDefault })

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
