import type { GenesisParameters } from '../chain/genesis/genesis.ts'
import { type Failure, ok, type Result } from '../lib/result.ts'
import { parseInvite } from '../network/invite.ts'
import type { KnownNetworks } from './known-networks.ts'

export interface ChosenNetwork {
  readonly genesis: GenesisParameters
  /** The inviter, to be dialled first. */
  readonly introducer: string | undefined
  /** The signaling server that the invite names. */
  readonly signaling: string | undefined
}

/** The network of the invite, else the one this profile chose last, else the deployment's own. The choice is kept for the next start. */
export async function chooseNetwork(
  invite: string | undefined,
  networks: KnownNetworks,
): Promise<Result<ChosenNetwork, Failure>> {
  if (invite === undefined) {
    const { genesis, signaling } = await networks.chosen()
    return ok({ genesis, signaling, introducer: undefined })
  }

  const parsed = parseInvite(invite)
  if (!parsed.ok) return parsed
  const { genesis, peerId, signaling } = parsed.value
  const { id } = await networks.keep(genesis, signaling)
  await networks.choose(id)
  return ok({ genesis, introducer: peerId, signaling })
}
