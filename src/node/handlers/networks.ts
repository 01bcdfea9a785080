import type { CallHandlers } from '#api/handlers.ts'
import type { NetworkResult } from '#api/results.ts'
import { known } from '#lib/assert.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { inviteLink } from '#network/invite.ts'
import { describeNetwork } from '#node/founding/describe-network.ts'
import { foundNetwork } from '#node/founding/found-network.ts'
import { createKnownNetworks, type KnownNetwork } from '#node/founding/known-networks.ts'
import type { HandlerContext } from './context.ts'
import { NETWORK_ID_BEGINNING } from './limits.ts'

/**
 * Handlers for founding networks, and for choosing among those that this profile knows. The running node is
 * not changed: its page reloads.
 */
export function networksHandlers(context: HandlerContext) {
  const { node, settings, origin, signalingUrl } = context
  const { chain, wallet } = node
  const networks = createKnownNetworks(settings)
  const running: KnownNetwork = { id: chain.networkId, genesis: chain.genesis, signaling: signalingUrl }

  const describe = ({ id, genesis, signaling }: KnownNetwork): NetworkResult => ({
    id,
    name: genesis.name,
    symbol: genesis.symbol,
    consensus: genesis.consensus.type,
    current: id === running.id,
    // No peer is dialled first, because it is unknown who is there.
    link: inviteLink(origin, { genesis, ...(signaling === undefined ? {} : { signaling }) }),
  })
  const list = async () => [running, ...(await networks.list()).filter(({ id }) => id !== running.id)]

  return {
    networkCreate: async request => {
      const founder = known(wallet.addresses()[0], 'a wallet with an address')
      const genesis = foundNetwork(request, founder.publicKey, chain.clock.now())
      if (!genesis.ok) return genesis
      return ok(describe(await networks.keep(genesis.value, signalingUrl)))
    },

    networkList: async () => ok((await list()).map(describe)),

    networkShow: async () => ok({ ...describe(running), parameters: describeNetwork(running.genesis) }),

    networkSwitch: async ({ id }) => {
      const found = findNetwork(await list(), id)
      if (!found.ok) return found
      await networks.choose(found.value.id)
      return ok(describe(found.value))
    },
  } satisfies Partial<CallHandlers>
}

/** Finds a network by its id, by a unique beginning of the id, or by its name. */
function findNetwork(
  networks: readonly KnownNetwork[],
  wanted: string,
): Result<KnownNetwork, Failure<'NETWORK_UNKNOWN' | 'NETWORK_AMBIGUOUS'>> {
  const text = wanted.trim().toLowerCase()
  const found = networks.filter(
    ({ id, genesis }) =>
      genesis.name.toLowerCase() === text || (text.length >= NETWORK_ID_BEGINNING && id.startsWith(text)),
  )
  const [network, other] = found
  if (!network) {
    return fail(
      'NETWORK_UNKNOWN',
      `id: no network "${wanted.trim().slice(0, 64)}" is known here; give an id, at least its first ${NETWORK_ID_BEGINNING} characters, or a name from \`network list\`, or open an invite`,
    )
  }
  if (other) {
    const each = found.map(({ id, genesis }) => `${id.slice(0, 12)} (${genesis.name})`).join(', ')
    return fail('NETWORK_AMBIGUOUS', `id: several networks match: ${each}; give more of the id`)
  }
  return ok(network)
}
