import type { BootAnswer, BootQuestion, BootReply, BootRequest, PingRequest } from '#api/boot.ts'
import { serveApi } from '#api/port-server.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import { BugError } from '#lib/assert.ts'
import type { Clock } from '#lib/clock.ts'
import { once } from '#lib/once.ts'
import { createNetwork } from '#network/create-network.ts'
import { createRunWatch } from '#node/faults/run-watch.ts'
import { createKnownNetworks } from '#node/founding/known-networks.ts'
import { createHandlers } from '#node/handlers/create-handlers.ts'
import { StorageReader } from '#node/screens/storage-reader.ts'
import { StorageError } from '#storage/chain-store.ts'
import { createDraftStore } from '#storage/draft-store.ts'
import { createFileStore } from '#storage/file-store.ts'
import { filesDatabaseName, openFilesDatabase } from '#storage/schema.ts'
import { WalletError } from '#wallet/wallet.ts'
import { type ChosenNetwork, chooseNetwork } from './choose-network.ts'
import { ContractEngineError, loadContracts } from './load-contracts.ts'
import { createMachine, type Machine } from './machine.ts'
import { offerGenesis } from './offer-genesis.ts'
import { openProfile, type Profile } from './open-profile.ts'
import { openTabChain, type TabChain } from './open-tab-chain.ts'
import { resetTab } from './reset-tab.ts'
import { runNode, showStorage } from './run-node.ts'
import { startFiles } from './start-files.ts'

/**
 * The composition root of the node: the only place that knows the real clock, randomness, databases, workers
 * and network. The page starts it with one {@link BootRequest} and receives {@link BootReply}s; all else is
 * sent over the two ports.
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
  const machine = createMachine()
  // Runs in parallel to the databases. It is awaited where the chain is opened, where a failure ends the
  // start.
  const contracts = beginContracts(request, machine.clock)

  reply({ type: 'step', step: 'wallet' })
  const profile = await openProfile(request.profile, machine.random)
  const chosen = await choose(request, profile, machine.clock)
  if (!chosen.ok) return reply({ type: 'failed', reason: 'invite', ...chosen.error })
  const network = chosen.value

  reply({ type: 'step', step: 'chain' })
  const chain = await openTabChain(network.genesis, contracts, request, machine)

  reply({ type: 'step', step: 'network' })
  const lab = await loadLab(request)
  const running = await runNode({
    ...{ request, machine, profile, network, chain },
    createNetwork: lab?.createNetwork ?? createNetwork,
  })
  offerGenesis(running.node, network.signaling, machine.clock)
  const storage = new StorageReader(machine.clock)
  showStorage(running.node, storage)
  const whole = { ...running, machine, profile, storage }
  const { fileStore, files } = prepareFiles(whole)

  serveCalls({ ...whole, request, network, chain, lab, fileStore, files })
  const { networkId } = chain.chain
  const milliseconds = performance.now() - began
  reply({ type: 'ready', networkId, genesis: encodeGenesis(network.genesis), milliseconds })
  // Only after the node's start, which must not wait for files. A call that needs files reports a failing
  // database.
  files().catch(() => {})
  // Its answers matter most when nothing can be loaded any more.
  import('#node/handlers/doctor.ts').catch(() => {})
}

function beginContracts({ suspects }: BootRequest, clock: Clock) {
  const running = (source: string) => reply({ type: 'running', source })
  const loading = loadContracts(fetch, createRunWatch(new Set(suspects), running, clock))
  loading.catch(() => {})
  return loading
}

function choose(request: BootRequest, { settings }: Profile, clock: Clock) {
  const { invite, signalingOverride, agreed, picksNetwork, signalingDefault } = request
  const wish = { invite, signal: signalingOverride, agreed, picks: picksNetwork, signalingDefault }
  return chooseNetwork(wish, createKnownNetworks(settings), ask, { fetch, clock })
}

/** Loads the laboratory, only if the page asks for it. */
async function loadLab({ labPort }: BootRequest) {
  return labPort && (await import('#lab/create-lab.ts')).createLab(labPort)
}

interface Running extends Awaited<ReturnType<typeof runNode>> {
  readonly machine: Machine
  readonly profile: Profile
  readonly storage: StorageReader
}

/** Opens the database of files, and returns the function that starts sharing at its first call. */
function prepareFiles(running: Running) {
  const { node, profile, machine } = running
  const { settings } = profile
  const fileStore = createFileStore(
    openFilesDatabase(filesDatabaseName(node.chain.networkId, profile.number)),
  )
  const files = once(() => startFiles({ ...running, ...machine, store: fileStore, settings }))
  return { fileStore, files }
}

interface Served extends Running, ReturnType<typeof prepareFiles> {
  readonly request: BootRequest
  readonly network: ChosenNetwork
  readonly chain: TabChain
  readonly lab: Awaited<ReturnType<typeof loadLab>>
}

/** Answers the page's calls. */
function serveCalls(parts: Served): void {
  const { request, node, machine, profile, network, storage, files, lab, handLinks } = parts
  const { version, origin, signalingDefault } = request
  const handlers = createHandlers({
    ...{ node, storage, files, version, origin, settings: profile.settings, profile: profile.number },
    drafts: createDraftStore(profile.work),
    random: machine.random,
    handLinks,
    fetch,
    signalingUrl: network.signaling === signalingDefault ? undefined : network.signaling,
    lab: lab?.handlersFor(node, files),
    reset: what => resetTab(parts, what),
  })
  serveApi(request.apiPort, handlers, crashed)
}

self.addEventListener('unhandledrejection', event => {
  if (!(event.reason instanceof BugError)) return
  event.preventDefault()
  crashed(event.reason)
})
self.addEventListener('error', event => {
  if (event.error instanceof BugError) crashed(event.error)
})

/** Reports a failed start if the person can do something about it; otherwise a crash. */
function startFailed(error: unknown): void {
  const isStorage = error instanceof StorageError || error instanceof WalletError
  if (!isStorage && !(error instanceof ContractEngineError)) return crashed(error)
  const { code, message } = error
  const reason = isStorage ? 'storage' : error.isIncomplete ? 'incomplete' : 'contracts'
  reply({ type: 'failed', reason, code, message })
}

self.addEventListener('message', ({ data }: MessageEvent<BootRequest | PingRequest | BootAnswer>) => {
  if (data.type === 'ping') return reply({ type: 'pong' })
  if (data.type === 'answer') return answered(data.answer)
  start(data).catch(startFailed)
})
