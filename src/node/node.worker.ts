import { type BootReply, type BootRequest, signalingAddress } from '../api/boot.ts'
import { serveApi } from '../api/port-server.ts'
import { encodeGenesis } from '../chain/genesis/encode-genesis.ts'
import { networkIdOf } from '../chain/genesis/network-id.ts'
import { createSignatureVerifier, singleOf } from '../chain/signature.ts'
import { BugError, known } from '../lib/assert.ts'
import { createMiner } from '../mining/pool.ts'
import { spawnSearchWorker } from '../mining/spawn-worker.ts'
import { createNetwork } from '../network/create-network.ts'
import type { Libp2pNetwork } from '../network/libp2p-network.ts'
import { StorageError } from '../storage/chain-store.ts'
import { createDexieChainStore } from '../storage/dexie-chain-store.ts'
import { createFileStore } from '../storage/file-store.ts'
import {
  chainDatabaseName,
  filesDatabaseName,
  keyDatabaseName,
  openChainDatabase,
  openFilesDatabase,
  openKeyDatabase,
} from '../storage/schema.ts'
import { createSettingsStore } from '../storage/settings-store.ts'
import { createWallet } from '../wallet/create-wallet.ts'
import { WalletError } from '../wallet/wallet.ts'
import { chooseNetwork } from './choose-network.ts'
import { createTurn } from './create-turn.ts'
import { createHandlers } from './handlers/create-handlers.ts'
import { fetchIceServers } from './ice-servers.ts'
import { createKnownNetworks } from './known-networks.ts'
import { ContractEngineError, loadContracts } from './load-contracts.ts'
import { restoreMiningChoice } from './mining-choice.ts'
import { createNativeVerify } from './native-verify.ts'
import { once } from './once.ts'
import { openChain } from './open-chain.ts'
import { rememberVerified } from './remember-verified.ts'
import { spawnVerifyWorker } from './spawn-verify-worker.ts'
import { spreadVerify } from './spread-verify.ts'
import { startFiles } from './start-files.ts'
import { StorageReader } from './storage-reader.ts'
import { createSystemClock } from './system-clock.ts'
import { createSystemRandom } from './system-random.ts'
import { TabNode } from './tab-node.ts'

/** How often the page is told anew how full the browser's storage is. */
const MEASURE_STORAGE_MS = 30_000

/**
 * The composition root of the node: the only place that knows the real clock, dice, databases, workers and network. The page starts it with
 * one {@link BootRequest} and hears {@link BootReply}s; all else goes over the two ports.
 */
const reply = (message: BootReply) => postMessage(message)

function crashed(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  reply({ type: 'crashed', message, stack: stack ?? '' })
}

async function start(request: BootRequest): Promise<void> {
  const began = performance.now()
  const clock = createSystemClock()
  const random = createSystemRandom()

  // beside all that waits for the database; awaited below, where a failure ends the start
  const contractsLoading = loadContracts(fetch)
  contractsLoading.catch(() => {})

  reply({ type: 'step', step: 'wallet' })
  const keys = openKeyDatabase(keyDatabaseName(request.profile))
  const settings = createSettingsStore(keys)
  const wallet = await createWallet(keys, { random, subtle: crypto.subtle })
  const chosen = await chooseNetwork(request.invite, createKnownNetworks(settings))
  if (!chosen.ok) return reply({ type: 'failed', reason: 'invite', ...chosen.error })
  const { genesis, introducer } = chosen.value
  const signalingUrl = request.signalingOverride ?? chosen.value.signaling ?? request.signalingDefault
  const iceServers = fetchIceServers(signalingUrl, fetch)

  reply({ type: 'step', step: 'chain' })
  const otherThreads = Math.max(1, navigator.hardwareConcurrency - 1)
  const verifyBatch = rememberVerified(
    spreadVerify({
      here: createSignatureVerifier(createNativeVerify(crypto.subtle)),
      spawn: spawnVerifyWorker,
      maxHelpers: otherThreads,
      turn: createTurn(),
    }),
  )
  const networkId = networkIdOf(genesis)
  const store = createDexieChainStore(openChainDatabase(chainDatabaseName(networkId, request.profile)))
  const { chain, stored } = await openChain({
    genesis,
    store,
    verify: singleOf(verifyBatch),
    verifyBatch,
    clock,
    contracts: await contractsLoading,
  })

  reply({ type: 'step', step: 'network' })
  const identitySeed = await wallet.identitySeed()
  let network: Libp2pNetwork | undefined
  const miner = createMiner({ spawn: spawnSearchWorker, maxThreads: otherThreads, clock, random })
  const node = await TabNode.start({
    chain,
    stored,
    wallet,
    miner,
    sealedStore: {
      load: async () => (await settings.get<string[]>(`sealed/${networkId}`)) ?? [],
      save: claims => settings.set(`sealed/${networkId}`, [...claims]),
    },
    createNetwork: async handlers => {
      network = await createNetwork({
        identitySeed,
        networkId,
        signaling: signalingAddress(signalingUrl, networkId),
        iceServers: await iceServers,
        linkPort: request.linkPort,
        knownPeers: stored.knownPeers,
        ...(introducer === undefined ? {} : { introducer }),
        handlers,
        clock,
        random,
        version: request.version,
      })
      return network
    },
  })
  await restoreMiningChoice(node, settings)
  const storage = new StorageReader(clock)
  const measure = async () => node.storageMeasured(await storage.read())
  void measure()
  clock.every(MEASURE_STORAGE_MS, () => void measure())

  const fileStore = createFileStore(openFilesDatabase(filesDatabaseName(networkId, request.profile)))
  const { libp2p } = known(network, 'network of a started node')
  const files = once(() => startFiles({ node, libp2p, store: fileStore, settings, storage, clock, random }))

  serveApi(
    request.apiPort,
    createHandlers({
      node,
      settings,
      profile: request.profile,
      version: request.version,
      origin: request.origin,
      signalingUrl: signalingUrl === request.signalingDefault ? undefined : signalingUrl,
      storage,
      files,
      reset: async withKeys => {
        await files().then(
          sharing => sharing.stop(),
          () => {},
        )
        await node.stop()
        await store.destroy()
        if (withKeys) await Promise.all([keys.delete(), fileStore.destroy()])
      },
    }),
    crashed,
  )
  reply({
    type: 'ready',
    networkId,
    genesis: encodeGenesis(genesis),
    milliseconds: performance.now() - began,
  })
  // Only now: nobody waits for files before the node runs. A database that fails is told to whoever asks for files.
  files().catch(() => {})
}

self.addEventListener('unhandledrejection', event => {
  if (!(event.reason instanceof BugError)) return
  event.preventDefault()
  crashed(event.reason)
})
self.addEventListener('error', event => {
  if (event.error instanceof BugError) crashed(event.error)
})

self.addEventListener(
  'message',
  (event: MessageEvent<BootRequest>) => {
    start(event.data).catch(error => {
      if (error instanceof StorageError || error instanceof WalletError) {
        const { code, message } = error
        reply({ type: 'failed', reason: 'storage', code, message })
      } else if (error instanceof ContractEngineError) {
        const { code, message } = error
        reply({ type: 'failed', reason: 'contracts', code, message })
      } else crashed(error)
    })
  },
  { once: true },
)
