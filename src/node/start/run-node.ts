import { type BootRequest, signalingAddresses } from '#api/boot.ts'
import { known } from '#lib/assert.ts'
import { createMiner } from '#mining/pool.ts'
import { spawnSearchWorker } from '#mining/spawn-worker.ts'
import type { createNetwork, OpenNetwork } from '#network/create-network.ts'
import type { NetworkHandlers } from '#network/network.ts'
import { restoreMiningChoice } from '#node/produce/mining-choice.ts'
import { SealedOnce } from '#node/produce/sealed-once.ts'
import { type VoteRow, Votes } from '#node/produce/votes.ts'
import type { StorageReader } from '#node/screens/storage-reader.ts'
import { TabNode } from '#node/tab-node.ts'
import type { SettingsStore } from '#storage/settings-store.ts'
import type { ChosenNetwork } from './choose-network.ts'
import type { Machine } from './machine.ts'
import type { Profile } from './open-profile.ts'
import type { TabChain } from './open-tab-chain.ts'

/** How often the page receives the use of the browser's storage. */
const MEASURE_STORAGE_MS = 30_000

interface Parts {
  readonly request: BootRequest
  readonly machine: Machine
  readonly profile: Profile
  readonly network: ChosenNetwork
  readonly chain: TabChain
  /** Creates the network; the laboratory passes its own function. */
  readonly createNetwork: typeof createNetwork
}

/** Starts the node of this tab, and returns it with its libp2p node and links by hand. */
export async function runNode(
  parts: Parts,
): Promise<{ node: TabNode } & Pick<OpenNetwork, 'libp2p' | 'handLinks'>> {
  const { profile, machine, request } = parts
  const { chain, stored } = parts.chain
  const { clock, random, otherThreads } = machine
  const { settings, wallet } = profile
  const identitySeed = await wallet.identitySeed()
  let opened: OpenNetwork | undefined
  const node = await TabNode.start({
    ...{ chain, stored, wallet, random },
    miner: createMiner({ spawn: spawnSearchWorker, maxThreads: otherThreads, clock, random }),
    ...(await openSigned(settings, chain.networkId)),
    createNetwork: async handlers => {
      opened = await openNetwork(parts, identitySeed, handlers)
      return opened.network
    },
  })
  await restoreMiningChoice(node, settings)
  if (request.suspects.length > 0) node.events.emit('contracts-suspect', { sources: [...request.suspects] })
  const { libp2p, handLinks } = known(opened, 'network of a started node')
  return { node, libp2p, handLinks }
}

/** What the wallet's keys signed on this network, stored in the settings of the profile. */
async function openSigned(settings: SettingsStore, networkId: string) {
  return {
    sealedOnce: await SealedOnce.open({
      load: async () => (await settings.get<string[]>(`sealed/${networkId}`)) ?? [],
      save: (claims: readonly string[]) => settings.set(`sealed/${networkId}`, [...claims]),
    }),
    votes: await Votes.open({
      load: async () => (await settings.get<VoteRow[]>(`votes/${networkId}`)) ?? [],
      save: (votes: readonly VoteRow[]) => settings.set(`votes/${networkId}`, [...votes]),
    }),
  }
}

async function openNetwork(
  { request, machine, network, chain: { chain, stored }, createNetwork }: Parts,
  identitySeed: Uint8Array,
  handlers: NetworkHandlers,
): Promise<OpenNetwork> {
  const { introducer, signaling } = network
  const { networkId } = chain
  return createNetwork({
    ...{ identitySeed, networkId, handlers, introducer },
    ...{ clock: machine.clock, random: machine.random },
    ...{ linkPort: request.linkPort, version: request.version },
    signaling: signalingAddresses(signaling, networkId),
    knownPeers: stored.knownPeers,
  })
}

/** Shows the use of the browser's storage, now and every half a minute. */
export function showStorage({ rows, chain }: TabNode, storage: StorageReader): void {
  const show = async () => rows.show({ key: 'storage', ...(await storage.read()) })
  void show()
  chain.clock.every(MEASURE_STORAGE_MS, () => void show())
}
