import type { Block } from '#chain/block/block.ts'
import type { Header } from '#chain/block/header.ts'
import { formatCid } from '#chain/cid.ts'
import { firstUnknownHeight, rulesVersionAt } from '#chain/genesis/rules-version.ts'
import type { BlockId, TxId } from '#chain/ids.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { decodeTransaction } from '#chain/transaction/transaction-codec.ts'
import { known, unreachable } from '#lib/assert.ts'
import type { Cancel, Clock } from '#lib/clock.ts'
import { Mutex } from '#lib/mutex.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import { createThrottle } from '#lib/throttle.ts'
import type { Miner } from '#mining/miner.ts'
import type { KnownPeer, Network, NetworkHandlers } from '#network/network.ts'
import type { ImportedChain } from '#node/archive/chain-car.ts'
import type { Chain, Projection, TipChange } from '#node/chain/chain.ts'
import { ConsensusScreen } from '#node/chain/consensus-summary.ts'
import { FutureBlocks } from '#node/chain/future-blocks.ts'
import type { Unchecked } from '#node/chain/import/check-header.ts'
import { type ImportOutcome, importBlocks } from '#node/chain/import/import-blocks.ts'
import { StorageGuard } from '#node/faults/storage-guard.ts'
import { UnjudgedScreen } from '#node/faults/unjudged-screen.ts'
import type { FileEars } from '#node/follow/file-ears.ts'
import { networkHandlers } from '#node/follow/network-handlers.ts'
import { Offences } from '#node/follow/offences.ts'
import { Relay } from '#node/follow/relay.ts'
import { Rivals } from '#node/follow/rivals.ts'
import { Sync } from '#node/follow/sync.ts'
import { type DropReason, Mempool } from '#node/pool/mempool.ts'
import { OwnTransactions } from '#node/pool/own-transactions.ts'
import { PoolExchange } from '#node/pool/pool-exchange.ts'
import { Stem } from '#node/pool/stem.ts'
import { packTransaction } from '#node/pool/transaction-message.ts'
import { Producer } from '#node/produce/producer.ts'
import { SealedOnce, type SealedStore } from '#node/produce/sealed-once.ts'
import { sealingKeys } from '#node/produce/sealing-keys.ts'
import { type VoteStore, Votes } from '#node/produce/votes.ts'
import { EventLog } from '#node/screens/event-log.ts'
import {
  chainSummary,
  mempoolSummary,
  miningSummary,
  networkSummary,
  peerRows,
  walletRows,
} from '#node/screens/screens.ts'
import type { StorageUse } from '#node/screens/storage-reader.ts'
import { StorageError, type StoredChain } from '#storage/chain-store.ts'
import type { SummaryRow } from '#storage/rows.ts'
import type { Wallet } from '#wallet/wallet.ts'
import { EXPIRE_EVERY_MS, READMIT_MS, SCREEN_MS } from './limits.ts'

export type SignalingStatus = 'connecting' | 'online' | 'offline'

/** Everything that a node does not make itself, so that many run in one process under a virtual clock. */
export interface NodeDependencies {
  readonly chain: Chain
  readonly stored: StoredChain
  readonly wallet: Wallet
  readonly miner: Miner
  readonly random: Random
  /** What the wallet's keys signed that must not be signed again. */
  readonly sealedStore: SealedStore
  /** What they stood behind by signing. */
  readonly voteStore: VoteStore
  readonly createNetwork: (handlers: NetworkHandlers) => Promise<Network>
}

/**
 * A node: its parts, and what passes between them. A fact enters by the network or the person, becomes one database transaction, and then
 * goes out again to screens (rows), peers (gossip) and scripts (events). The rules are in `chain/` and `consensus/`, the parts in their own
 * files; here is only who hears of what.
 */
export class TabNode {
  readonly chain: Chain
  readonly wallet: Wallet
  readonly miner: Miner
  readonly mempool: Mempool
  readonly own = new OwnTransactions()
  readonly events: EventLog
  readonly guard: StorageGuard
  readonly relay: Relay
  readonly stem: Stem
  readonly exchange: PoolExchange
  readonly sync: Sync
  readonly producer: Producer
  readonly offences: Offences
  readonly rivals: Rivals
  readonly #future: FutureBlocks
  readonly #consensus: ConsensusScreen
  /** One transaction is made at a time, so that each takes the nonce after the one before. */
  readonly sending = new Mutex()
  signaling: SignalingStatus = 'connecting'
  /** Once files are shared. */
  files: FileEars | undefined
  readonly #clock: Clock
  readonly #timers: Cancel[] = []
  readonly #showPool: () => void
  readonly #showPeers: () => void
  readonly #unjudgedScreen: UnjudgedScreen
  #network: Network | undefined
  #isOutdated = false
  /** The block for which a refusal was told last. */
  #refused: BlockId | undefined

  private constructor(
    { chain, stored, wallet, miner, random }: NodeDependencies,
    signed: { readonly sealedOnce: SealedOnce; readonly votes: Votes },
  ) {
    this.chain = chain
    this.wallet = wallet
    this.miner = miner
    this.#clock = chain.clock
    this.own.load(stored.pending)
    this.events = new EventLog(chain.store, chain.clock)
    this.mempool = new Mempool({
      limits: this.chain.genesis.limits,
      engine: chain.engine,
      onDropped: (tx, reason) => this.#dropped(tx, reason),
    })
    this.guard = new StorageGuard({
      store: chain.store,
      clock: chain.clock,
      onFault: fault => this.events.emit('storage-fault', { code: fault.code, message: fault.message }),
      onRecovered: () => this.#recovered(),
    })
    this.#unjudgedScreen = new UnjudgedScreen({
      chain,
      events: this.events,
      show: row => this.#show(row),
      onBehind: () => this.producer.nudge(),
    })
    const network = () => this.network
    this.rivals = new Rivals({ chain, network, show: row => this.#show(row) })
    const onOutcome = (outcome: ImportOutcome, from: PeerId) => this.#imported(outcome, from)
    this.relay = new Relay({
      chain,
      mempool: this.mempool,
      network,
      onOutcome,
      onAdmitted: (tx, from) => this.#admitted(tx, from),
      onPublic: id => this.stem.end(id),
      onUnchecked: (header, why, from) => this.#unchecked(header, why, from),
      onBehind: from => this.sync.retry(from),
      onBodiless: from => this.sync.gaveNoBody(from),
    })
    const { clock } = chain
    const { mempool, relay } = this
    this.stem = new Stem({
      ...{ clock, random, mempool, network },
      take: (bytes, from) => relay.offered(bytes, from, true),
      onPublic: () => this.producer.nudge(),
    })
    this.exchange = new PoolExchange({
      ...{ clock, random, mempool, network },
      behind: () => this.sync.state.state !== 'idle' || this.guard.broken(),
      take: async (bytes, from) => {
        const tx = await relay.offered(bytes, from, false)
        if (tx && mempool.isHidden(tx.id)) this.stem.end(tx.id)
      },
    })
    this.sync = new Sync({
      chain,
      network,
      onOutcome,
      onUnchecked: (header, why, from) => this.#unchecked(header, why, from),
      paused: () => this.guard.broken(),
      onRival: (peerId, rival) => this.rivals.looked(peerId, rival),
      onState: () => this.#syncChanged(),
      events: this.events,
    })
    this.producer = new Producer({
      chain,
      mempool: this.mempool,
      miner,
      ...signed,
      keys: () => sealingKeys(wallet),
      locked: () => wallet.protection().locked,
      // Only blocks that came are a reason to stop: anybody can claim a heavier chain, and where a seal costs nothing, show its headers.
      busy: () => this.sync.state.state === 'bodies' || this.guard.broken(),
      importOwn: block => this.#importOwn(block),
      onState: () => this.#show(miningSummary(this)),
      onFault: error =>
        this.events.emit('mining-fault', { message: error instanceof Error ? error.message : String(error) }),
    })
    this.#consensus = new ConsensusScreen(chain)
    this.#future = new FutureBlocks(chain.clock, peerId => this.sync.judgeable(peerId))
    this.offences = new Offences({
      chain,
      mempool: this.mempool,
      wallet,
      sending: this.sending,
      submit: tx => this.submit(tx),
      events: this.events,
    })
    this.#showPool = createThrottle(chain.clock, SCREEN_MS, () => void this.walletChanged())
    this.#showPeers = createThrottle(chain.clock, 4 * SCREEN_MS, () => void this.#writePeers())
    chain.project = change => this.#project(change)
    chain.moved = change => this.#moved(change)
    chain.seen = header => this.offences.saw(header)
    chain.unjudged.met = fault => this.#unjudgedScreen.met(fault)
  }

  /** A node whose network runs and whose waiting transactions are in the pool. */
  static async start(dependencies: NodeDependencies): Promise<TabNode> {
    const node = new TabNode(dependencies, {
      sealedOnce: await SealedOnce.open(dependencies.sealedStore),
      votes: await Votes.open(dependencies.voteStore),
    })
    await node.#start(dependencies)
    return node
  }

  get network(): Network {
    return known(this.#network, 'network of a started node')
  }

  async #start({ createNetwork }: NodeDependencies): Promise<void> {
    this.#network = await createNetwork(networkHandlers(this))
    await this.#readmitOwn()
    await this.walletChanged()
    await this.#write(async store => {
      await store.replacePeers([])
      await store.deleteSummary('fault')
      await store.putSummary([
        this.#chainSummary(this.chain),
        networkSummary(this),
        miningSummary(this),
        { key: 'sync', state: 'idle', target: 0, height: this.chain.tip.header.height },
        this.#unjudgedScreen.row(),
        this.rivals.row(),
      ])
    })
    await this.#network.start()
    this.exchange.start()
    this.#timers.push(
      this.#clock.every(READMIT_MS, () => void this.#readmitOwn()),
      this.#clock.every(EXPIRE_EVERY_MS, () => this.mempool.expire(this.#clock.now())),
      this.#clock.every(4 * SCREEN_MS, () => {
        if (this.producer.searching) this.#show(miningSummary(this))
        this.#showPeers()
      }),
    )
  }

  async stop(): Promise<void> {
    for (const cancel of this.#timers) cancel()
    this.guard.stop()
    this.stem.stop()
    this.exchange.stop()
    this.#future.stop()
    this.offences.stop()
    this.producer.stop()
    this.miner.close()
    await this.#network?.stop()
    this.chain.store.close()
  }

  /**
   * Puts a transaction of this node's own into the pool, the database and onto the network. It is in the pool when this resolves, so the
   * next one can take the next nonce; `kept` resolves when it would survive a crash. `tell` says to whom it goes first; one peer, unless given
   * (stem.ts).
   */
  async submit(
    tx: Transaction,
    tell?: (message: Uint8Array) => Promise<unknown>,
  ): Promise<Result<{ readonly kept: Promise<void> }, Failure>> {
    if (!tell) this.stem.hide(tx.id)
    const admitted = await this.relay.ownTransaction(tx)
    if (!admitted.ok) {
      if (!this.mempool.get(tx.id)) this.mempool.show(tx.id)
      return admitted
    }
    const row = this.own.add(tx, this.#clock.now())
    const kept = this.#write(store => store.putPending([row]))
    if (tell) void tell(packTransaction(0, tx.bytes)).catch(() => {})
    else this.stem.begin(tx)
    return ok({ kept })
  }

  /** Own addresses, the pool or the tip changed in a way that the wallet shows. */
  async walletChanged(): Promise<void> {
    const waiting = this.mempool.entries().map(entry => entry.tx)
    await this.#write(async store => {
      await store.putWallet(walletRows(this.wallet, this.chain.engine, this.chain.state, waiting))
      await store.putSummary([mempoolSummary(this.mempool)])
    })
  }

  peersChanged(): void {
    this.#showPeers()
    this.rivals.changed()
  }

  signalingChanged(status: SignalingStatus): void {
    this.signaling = status
    this.#show(networkSummary(this))
  }

  keepKnownPeers(peers: readonly KnownPeer[]): void {
    void this.#write(store => store.putKnownPeers(peers))
  }

  storageMeasured(use: StorageUse): void {
    this.#show({ key: 'storage', ...use })
  }

  miningChanged(): void {
    this.#show(miningSummary(this))
  }

  /** A write that only screens and reloads depend on: a database that fails pauses the node, and nothing else is lost. */
  async #write(task: (store: Chain['store']) => Promise<void>): Promise<void> {
    try {
      await task(this.chain.store)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      this.guard.report(error)
    }
  }

  #show(row: SummaryRow): void {
    void this.#write(store => store.putSummary([row]))
  }

  async #writePeers(): Promise<void> {
    await this.#write(async store => {
      await store.replacePeers(peerRows(this.network.peers()))
      await store.putSummary([networkSummary(this)])
    })
  }

  // What a tip change does to the rest of the node: rows with it, memory after it.

  #project(change: TipChange): Projection {
    const leaving = new Set(change.connected.flatMap(block => block.transactions.map(tx => tx.id)))
    const waiting = this.mempool.entries().map(entry => entry.tx)
    return {
      pending: this.own.settled(change),
      wallet: walletRows(
        this.wallet,
        this.chain.engine,
        change.state,
        waiting.filter(tx => !leaving.has(tx.id)),
      ),
      summary: [this.#chainSummary(change)],
    }
  }

  #moved(change: TipChange): void {
    this.own.accept(this.own.settled(change))
    const included = change.connected.flatMap(block => [...block.transactions])
    const ids = new Set(included.map(tx => tx.id))
    const returned = change.reverted.flatMap(block => block.transactions.filter(tx => !ids.has(tx.id)))
    const { state, reverted } = change
    this.mempool.settle(included, state, this.#clock.now(), reverted.length > 0 ? returned : undefined)

    this.files?.recorded(
      included.flatMap(tx => (tx.payload.kind === 'file' ? formatCid(tx.payload.cid) : [])),
    )
    this.producer.tipMoved()
    this.offences.look()
    this.rivals.changed()
    this.#tellOutdated(change.tip.header.height)
    if (this.chain.unjudged.blocks().length > 0) this.#unjudgedScreen.changed()
    this.#network?.headChanged()
    this.#showPool()
    this.#logMove(change)
  }

  #logMove({ tip, reverted, connected }: TipChange): void {
    const { id, height } = tip.header
    const transactions = connected.reduce((sum, block) => sum + block.transactions.length, 0)
    if (reverted.length > 0) {
      this.events.emit('reorganised', {
        id,
        height,
        reverted: reverted.length,
        connected: connected.length,
        transactions,
      })
    } else {
      this.events.emit('block-imported', { id, height, blocks: connected.length, transactions })
    }
  }

  // Transactions.

  #admitted(tx: Transaction, from: PeerId | 'self'): void {
    this.events.emit('tx-received', { id: tx.id, kind: tx.payload.kind, from })
    this.#showPool()
    this.producer.nudge()
  }

  #dropped(tx: Transaction, reason: DropReason): void {
    // The balance may come back with the next block: the payment waits, and is tried again.
    const row = reason === 'unfunded' ? undefined : this.own.drop(tx.id, reason)
    if (row) void this.#write(store => store.putPending([row]))
    this.events.emit('tx-dropped', { id: tx.id, reason })
    this.#showPool()
  }

  /** What the pool does not hold, as after a start or when the balance came back. Peers hear of it when they ask for what waits here. */
  async #readmitOwn(): Promise<void> {
    this.offences.look()
    for (const row of this.own.waiting()) {
      if (this.mempool.get(row.id as TxId)) continue
      const tx = decodeTransaction(row.bytes)
      if (!tx.ok) continue
      const admitted = await this.relay.ownTransaction(tx.value)
      if (!admitted.ok && admitted.error.code === 'POOL_NONCE_USED') this.#dropped(tx.value, 'nonce-used')
    }
  }

  // Blocks.

  /** Takes the blocks of a file as if a peer had sent them. */
  async importCar(
    car: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Result<ImportedChain, Failure>> {
    const { importChain } = await import('#node/archive/chain-car.ts')
    return importChain(this.chain, car, signal, outcome => this.#imported(outcome, 'self'))
  }

  async #importOwn(block: Block): Promise<ImportOutcome> {
    const outcome = await importBlocks(this.chain, [block])
    this.#imported(outcome, 'self')
    if (outcome.type !== 'extended' && outcome.type !== 'reorganised') return outcome
    const { header, transactions } = block
    this.events.emit('mined', { id: header.id, height: header.height, transactions: transactions.length })
    const txIds = transactions.map(tx => tx.id)
    await this.network.publishBlock({ header: header.bytes, txIds }).catch(() => 0)
    return outcome
  }

  #imported(outcome: ImportOutcome, from: PeerId | 'self'): void {
    if (outcome.type === 'unchecked' && outcome.storage) this.guard.report(outcome.storage)
    if (outcome.type === 'forked') {
      const { id, height } = outcome.block.header
      this.events.emit('block-forked', { id, height, from })
    }
    if (outcome.type !== 'invalid') return
    const { code, message } = outcome.violation
    this.events.emit('block-rejected', { id: outcome.at, code, message, peerId: from })
  }

  /** A header that cannot be judged now: looked at again when its time has come, or told to the person. */
  #unchecked(header: Header, { code }: Unchecked, from: PeerId): void {
    switch (code) {
      case 'HEADER_TIMESTAMP_FUTURE':
        return this.#future.wait(header, this.chain.genesis.limits.futureMs, from)
      case 'HEADER_BELOW_FINALITY':
        return this.#tellRefused(header, from)
      case 'HEADER_RULES_UNKNOWN':
        return this.#tellOutdated(header.height)
      case 'JUDGING_FAULT':
        return this.#unjudgedScreen.changed()
      default:
        unreachable(code)
    }
  }

  /** Once for every block: a peer that insists is not worth a line each time. */
  #tellRefused({ id, height }: Header, peerId: PeerId): void {
    if (this.#refused === id) return
    this.#refused = id
    this.events.emit('reorganisation-refused', { peerId, id, height, finalHeight: this.chain.final })
  }

  /** Once in a run, from the last block that this software can judge. */
  #tellOutdated(height: number): void {
    const first = firstUnknownHeight(this.chain.genesis)
    if (this.#isOutdated || first === undefined || height + 1 < first) return
    this.#isOutdated = true
    this.events.emit('outdated', { height: first, version: rulesVersionAt(this.chain.genesis, first) })
  }

  #chainSummary(at: Pick<Chain, 'tip' | 'state' | 'final'>): SummaryRow {
    return chainSummary(at, this.#consensus.at(at.tip, at.state))
  }

  #syncChanged(): void {
    const { state, target } = this.sync.state
    this.#show({ key: 'sync', state, target, height: this.chain.tip.header.height })
    if (state === 'idle') {
      this.#consensus.refresh()
      this.exchange.nudge()
      this.#show(this.#chainSummary(this.chain))
    }
    this.producer.nudge()
  }

  #recovered(): void {
    this.events.emit('storage-recovered', {})
    // What could not be written meanwhile.
    void this.#write(store => store.putPending(this.own.rows()))
    this.#syncChanged()
    this.#showPeers()
    this.sync.nudge()
    this.producer.nudge()
    void this.walletChanged()
  }
}
