import { decodeGenesis } from '#chain/genesis/decode-genesis.ts'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import type { NetworkId } from '#chain/ids.ts'
import { Mutex } from '#lib/mutex.ts'
import type { SettingsStore } from '#storage/settings-store.ts'
import { KNOWN_NETWORKS } from './limits.ts'

/** A network that this profile may run. */
export interface KnownNetwork {
  readonly id: NetworkId
  readonly genesis: GenesisParameters
  /** Its signaling server, if that is not the page's own. */
  readonly signaling: string | undefined
}

/** The stored setting. */
interface Kept {
  /** The network of the next start; the deployment's own if absent or no longer known. */
  readonly chosen?: string
  /** The last used first. */
  readonly known: readonly KeptNetwork[]
}

interface KeptNetwork {
  readonly id: string
  readonly genesis: Uint8Array
  readonly signaling?: string
}

/**
 * The networks that a profile was invited to or founded, and the one that its next start runs, in its
 * settings. The deployment's own is always among them. Beyond the bound the least recently used ones are
 * forgotten; an invite restores them. Throws the errors of the settings.
 */
export interface KnownNetworks {
  /** The last used first. */
  list(): Promise<readonly KnownNetwork[]>
  /** The network that the next start runs. */
  chosen(): Promise<KnownNetwork>
  /** The same network if one ran or was chosen before; undefined in a new profile. */
  current(): Promise<KnownNetwork | undefined>
  /** Remembers a network. */
  keep(genesis: GenesisParameters, signaling: string | undefined): Promise<KnownNetwork>
  /** Makes the next start run this known network. */
  choose(id: NetworkId): Promise<void>
}

export function createKnownNetworks(settings: SettingsStore): KnownNetworks {
  const exclusive = new Mutex()
  const load = async (): Promise<Kept> => (await settings.get<Kept>('networks')) ?? { known: [] }
  const change = (next: (kept: Kept) => Kept): Promise<void> =>
    exclusive.run(async () => settings.set('networks', bounded(next(await load()))))

  const chosenOf = (kept: Kept) => withDefault(kept).find(({ id }) => id === kept.chosen) ?? DEFAULT

  return {
    list: async () => withDefault(await load()),

    chosen: async () => chosenOf(await load()),

    async current() {
      const kept = await load()
      return kept.chosen === undefined ? undefined : chosenOf(kept)
    },

    async keep(genesis, signaling) {
      const network = { id: networkIdOf(genesis), genesis, signaling }
      await change(({ known, ...rest }) => ({ ...rest, known: inFront(keptOf(network), known) }))
      return network
    },

    choose: id =>
      change(({ known }) => {
        const network = known.find(other => other.id === id)
        return { chosen: id, known: network ? inFront(network, known) : known }
      }),
  }
}

const DEFAULT: KnownNetwork = {
  id: networkIdOf(DEFAULT_NETWORK),
  genesis: DEFAULT_NETWORK,
  signaling: undefined,
}

const keptOf = ({ id, genesis, signaling }: KnownNetwork): KeptNetwork => ({
  id,
  genesis: encodeGenesis(genesis),
  ...(signaling === undefined ? {} : { signaling }),
})

const inFront = (network: KeptNetwork, known: readonly KeptNetwork[]): KeptNetwork[] => [
  network,
  ...known.filter(({ id }) => id !== network.id),
]

/** Applies the bound, but never forgets the chosen network. */
function bounded({ chosen, known }: Kept): Kept {
  const spare = known.filter(({ id }) => id !== chosen).slice(KNOWN_NETWORKS - 1)
  return {
    ...(chosen === undefined ? {} : { chosen }),
    known: known.filter(network => !spare.includes(network)),
  }
}

/** Networks that this version of the app cannot read stay stored for a version that can. */
function withDefault({ known }: Kept): KnownNetwork[] {
  const readable = known.flatMap(({ genesis: bytes, signaling }) => {
    const genesis = decodeGenesis(bytes)
    return genesis.ok ? [{ id: networkIdOf(genesis.value), genesis: genesis.value, signaling }] : []
  })
  return readable.some(({ id }) => id === DEFAULT.id) ? readable : [...readable, DEFAULT]
}
