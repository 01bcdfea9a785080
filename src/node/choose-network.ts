import { decodeGenesis } from '../chain/genesis/decode-genesis.ts'
import { DEFAULT_NETWORK } from '../chain/genesis/default-network.ts'
import { encodeGenesis } from '../chain/genesis/encode-genesis.ts'
import type { GenesisParameters } from '../chain/genesis/genesis.ts'
import { type Failure, ok, type Result } from '../lib/result.ts'
import { parseInvite } from '../network/invite.ts'
import type { SettingsStore } from '../storage/settings-store.ts'

export interface ChosenNetwork {
  readonly genesis: GenesisParameters
  /** The inviter, to be dialled first. */
  readonly introducer: string | undefined
  /** The signaling server that the invite names. */
  readonly signaling: string | undefined
}

/** What the settings keep of the network that this profile runs. */
interface KeptNetwork {
  readonly genesis: Uint8Array
  readonly signaling?: string
}

/** The network of the invite, else the one this profile ran last, else the deployment's own. The choice is kept for the next start. */
export async function chooseNetwork(
  invite: string | undefined,
  settings: SettingsStore,
): Promise<Result<ChosenNetwork, Failure>> {
  if (invite === undefined) return ok(await keptNetwork(settings))

  const parsed = parseInvite(invite)
  if (!parsed.ok) return parsed
  const { genesis, peerId, signaling } = parsed.value
  await settings.set('network', {
    genesis: encodeGenesis(genesis),
    ...(signaling === undefined ? {} : { signaling }),
  } satisfies KeptNetwork)
  return ok({ genesis, introducer: peerId, signaling })
}

async function keptNetwork(settings: SettingsStore): Promise<ChosenNetwork> {
  const kept = await settings.get<KeptNetwork>('network')
  const genesis = kept && decodeGenesis(kept.genesis)
  if (!genesis?.ok) return { genesis: DEFAULT_NETWORK, introducer: undefined, signaling: undefined }
  return { genesis: genesis.value, introducer: undefined, signaling: kept?.signaling }
}
