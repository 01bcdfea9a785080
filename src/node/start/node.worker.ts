import {
  type BootAnswer,
  type BootQuestion,
  type BootReply,
  type BootRequest,
  type PingRequest,
  signalingAddress,
} from '#api/boot.ts'
import { serveApi } from '#api/port-server.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { createSignatureVerifier, singleOf } from '#chain/signature.ts'
import { BugError, known } from '#lib/assert.ts'
import { once } from '#lib/once.ts'
import { createMiner } from '#mining/pool.ts'
import { spawnSearchWorker } from '#mining/spawn-worker.ts'
import { createNetwork, type OpenNetwork } from '#network/create-network.ts'
import { forgetChain } from '#node/chain/forget-chain.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { createRunWatch } from '#node/faults/run-watch.ts'
import { createKnownNetworks } from '#node/founding/known-networks.ts'
import { createHandlers } from '#node/handlers/create-handlers.ts'
import { restoreMiningChoice } from '#node/produce/mining-choice.ts'
import { forgotten, type VoteRow } from '#node/produce/votes.ts'
import { StorageReader } from '#node/screens/storage-reader.ts'
import { TabNode } from '#node/tab-node.ts'
import { createTurn } from '#node/verify/create-turn.ts'
import { createNativeVerify } from '#node/verify/native-verify.ts'
import { rememberVerified } from '#node/verify/remember-verified.ts'
import { spawnVerifyWorker } from '#node/verify/spawn-verify-worker.ts'
import { spreadVerify } from '#node/verify/spread-verify.ts'
import { StorageError } from '#storage/chain-store.ts'
import { createDexieChainStore } from '#storage/dexie-chain-store.ts'
import { createDraftStore } from '#storage/draft-store.ts'
import { createFileStore } from '#storage/file-store.ts'
import {
  chainDatabaseName,
  filesDatabaseName,
  keyDatabaseName,
  openChainDatabase,
  openFilesDatabase,
  openKeyDatabase,
  openWorkDatabase,
  workDatabaseName,
} from '#storage/schema.ts'
import { createSettingsStore } from '#storage/settings-store.ts'
import { createWallet } from '#wallet/create-wallet.ts'
import { WalletError } from '#wallet/wallet.ts'
import { chooseNetwork } from './choose-network.ts'
import { fetchIceServers } from './ice-servers.ts'
import { ContractEngineError, loadContracts } from './load-contracts.ts'
import { startFiles } from './start-files.ts'
import { createSystemClock } from './system-clock.ts'
import { createSystemRandom } from './system-random.ts'

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

let answered: (answer: string) => void = () => {}

/** One question at a time, which the page shows. */
function ask(question: BootQuestion): Promise<string> {
  return new Promise(resolve => {
    answered = resolve
    reply({ type: 'asks', question })
  })
}

async function start(request: BootRequest): Promise<void> {
  const began = performance.now()
  const clock = createSystemClock()
  const random = createSystemRandom()

  // beside all that waits for the database; awaited below, where a failure ends the start
  const running = (source: string) => reply({ type: 'running', source })
  const contractsLoading = loadContracts(fetch, createRunWatch(new Set(request.suspects), running, clock))
  contractsLoading.catch(() => {})

  reply({ type: 'step', step: 'wallet' })
  const keys = openKeyDatabase(keyDatabaseName(request.profile))
  const work = openWorkDatabase(workDatabaseName(request.profile))
  const settings = createSettingsStore(keys)
  const wallet = await createWallet(keys, { random, subtle: crypto.subtle })
  const wish = {
    invite: request.invite,
    signal: request.signalingOverride,
    agreed: request.agreed,
    picks: request.picksNetwork,
    signalingDefault: request.signalingDefault,
  }
  const chosen = await chooseNetwork(wish, createKnownNetworks(settings), ask)
  if (!chosen.ok) return reply({ type: 'failed', reason: 'invite', ...chosen.error })
  const { genesis, introducer, signaling: signalingUrl } = chosen.value
  const iceServers = fetchIceServers(signalingUrl, fetch, clock)

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
  const openStore = () =>
    createDexieChainStore(openChainDatabase(chainDatabaseName(networkId, request.profile)))
  const store = openStore()
  const { chain, stored } = await openChain({
    genesis,
    store,
    verify: singleOf(verifyBatch),
    verifyBatch,
    clock,
    contracts: await contractsLoading,
    version: request.version,
  })

  reply({ type: 'step', step: 'network' })
  const identitySeed = await wallet.identitySeed()
  let libp2p: OpenNetwork['libp2p'] | undefined
  // the laboratory is loaded where a page asks for it, and nowhere else
  const lab = request.labPort && (await import('#lab/create-lab.ts')).createLab(request.labPort)
  const miner = createMiner({ spawn: spawnSearchWorker, maxThreads: otherThreads, clock, random })
  const node = await TabNode.start({
    chain,
    stored,
    wallet,
    miner,
    random,
    sealedStore: {
      load: async () => (await settings.get<string[]>(`sealed/${networkId}`)) ?? [],
      save: claims => settings.set(`sealed/${networkId}`, [...claims]),
    },
    voteStore: {
      load: async () => (await settings.get<VoteRow[]>(`votes/${networkId}`)) ?? [],
      save: votes => settings.set(`votes/${networkId}`, [...votes]),
    },
    createNetwork: async handlers => {
      const opened = await (lab?.createNetwork ?? createNetwork)({
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
      libp2p = opened.libp2p
      return opened.network
    },
  })
  await restoreMiningChoice(node, settings)
  if (request.suspects.length > 0) node.events.emit('contracts-suspect', { sources: [...request.suspects] })
  const storage = new StorageReader(clock)
  const measure = async () => node.rows.show({ key: 'storage', ...(await storage.read()) })
  void measure()
  clock.every(MEASURE_STORAGE_MS, () => void measure())

  const fileStore = createFileStore(openFilesDatabase(filesDatabaseName(networkId, request.profile)))
  const links = known(libp2p, 'network of a started node')
  const files = once(() =>
    startFiles({
      node,
      libp2p: links,
      store: fileStore,
      settings,
      storage,
      clock,
      random,
    }),
  )

  serveApi(
    request.apiPort,
    createHandlers({
      node,
      settings,
      drafts: createDraftStore(work),
      random,
      profile: request.profile,
      version: request.version,
      origin: request.origin,
      signalingUrl: signalingUrl === request.signalingDefault ? undefined : signalingUrl,
      storage,
      files,
      lab: lab?.handlersFor(node, files),
      reset: async ({ keys: withKeys, over }) => {
        await files().then(
          sharing => sharing.stop(),
          () => {},
        )
        await node.stop()
        await forgetChain(store, openStore, over === undefined ? [] : node.own.waitingAbove(over))
        // with the chain goes what was agreed on it, so that a network of one begins anew; what others have seen signed stays true
        if (over === undefined) {
          const votes = (await settings.get<VoteRow[]>(`votes/${networkId}`)) ?? []
          await settings.set(`votes/${networkId}`, forgotten(votes))
        }
        if (withKeys) await Promise.all([keys.delete(), work.delete(), fileStore.destroy()])
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

self.addEventListener('message', ({ data }: MessageEvent<BootRequest | PingRequest | BootAnswer>) => {
  if (data.type === 'ping') return reply({ type: 'pong' })
  if (data.type === 'answer') return answered(data.answer)
  start(data).catch(error => {
    if (error instanceof StorageError || error instanceof WalletError) {
      const { code, message } = error
      reply({ type: 'failed', reason: 'storage', code, message })
    } else if (error instanceof ContractEngineError) {
      const { code, message } = error
      reply({ type: 'failed', reason: 'contracts', code, message })
    } else crashed(error)
  })
})
