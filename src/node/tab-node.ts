import type { Block } from '#chain/block/block.ts'
import { formatCid } from '#chain/cid.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { Mutex } from '#lib/mutex.ts'
import type { Random } from '#lib/random.ts'
import { periodic, type Startable, startAll } from '#lib/startable.ts'
import type { Miner } from '#mining/miner.ts'
import type { Network, NetworkHandlers } from '#network/network.ts'
import type { Chain, TipChange } from '#node/chain/chain.ts'
import { type ImportOutcome, importBlocks } from '#node/chain/import/import-blocks.ts'
import { StorageGuard } from '#node/faults/storage-guard.ts'
import { UnjudgedScreen } from '#node/faults/unjudged-screen.ts'
import { BlockReports } from '#node/follow/block-reports.ts'
import type { FileListener } from '#node/follow/file-listener.ts'
import { networkHandlers } from '#node/follow/network-handlers.ts'
import { Offences } from '#node/follow/offences.ts'
import { Relay } from '#node/follow/relay.ts'
import { Rivals } from '#node/follow/rivals.ts'
import { Sync } from '#node/follow/sync.ts'
import { createPool, type Pool } from '#node/pool/create-pool.ts'
import { Producer } from '#node/produce/producer.ts'
import { SealedOnce, type SealedStore } from '#node/produce/sealed-once.ts'
import { sealingKeys } from '#node/produce/sealing-keys.ts'
import { type VoteStore, Votes } from '#node/produce/votes.ts'
import { EventLog } from '#node/screens/event-log.ts'
import { NodeRows } from '#node/screens/node-rows.ts'
import type { StoredChain } from '#storage/chain-store.ts'
import type { Wallet } from '#wallet/wallet.ts'
import { EXPIRE_EVERY_MS, READMIT_MS, SCREEN_MS } from './limits.ts'

/** The dependencies of a node, injected so that many nodes run in one process under a virtual clock. */
export interface NodeDependencies {
  readonly chain: Chain
  readonly stored: StoredChain
  readonly wallet: Wallet
  readonly miner: Miner
  readonly random: Random
  /** The turns that the wallet's keys signed and must not sign again. */
  readonly sealedStore: SealedStore
  /** The votes of the wallet's keys. */
  readonly voteStore: VoteStore
  readonly createNetwork: (handlers: NetworkHandlers) => Promise<Network>
}

/** The signatures of own keys, read from the database. */
interface Signed {
  readonly sealedOnce: SealedOnce
  readonly votes: Votes
}

/**
 * A node: its parts and their connections. A fact enters through the network or the person, becomes one
 * database transaction, and is then sent to screens (rows), peers (gossip) and scripts (events). The rules
 * are in `chain/` and `consensus/`, the parts in their own rooms; this class only connects their events.
 */
export class TabNode {
  readonly chain: Chain
  readonly wallet: Wallet
  readonly miner: Miner
  readonly events: EventLog
  readonly guard: StorageGuard
  readonly rows: NodeRows
  readonly reports: BlockReports
  readonly relay: Relay
  readonly mempool: Pool['mempool']
  /** This node's own transactions. */
  readonly own: Pool['own']
  readonly outbox: Pool['outbox']
  readonly stem: Pool['stem']
  readonly poolSync: Pool['poolSync']
  readonly sync: Sync
  readonly producer: Producer
  readonly offences: Offences
  readonly rivals: Rivals
  /** Transactions are made one at a time, so that each takes the next nonce. */
  readonly sending = new Mutex()
  signaling: 'connecting' | 'online' | 'offline' = 'connecting'
  /** Set once files are shared. */
  files: FileListener | undefined
  readonly #random: Random
  readonly #unjudged: UnjudgedScreen
  #network: Network | undefined
  #stop = async () => {}

  private constructor({ chain, stored, wallet, miner, random }: NodeDependencies, signed: Signed) {
    this.chain = chain
    this.wallet = wallet
    this.miner = miner
    this.#random = random
    this.events = new EventLog(chain.store, chain.clock)
    this.guard = this.#makeGuard()
    this.rows = new NodeRows(this)
    this.rivals = new Rivals({ chain, network: () => this.network, show: row => this.rows.show(row) })
    this.#unjudged = this.#makeUnjudged()
    const { mempool, own, outbox, stem, poolSync } = this.#makePool(stored)
    this.mempool = mempool
    this.own = own
    this.outbox = outbox
    this.stem = stem
    this.poolSync = poolSync
    this.relay = this.#makeRelay()
    this.sync = this.#makeSync()
    this.producer = this.#makeProducer(signed)
    this.offences = new Offences({ ...this.#shared(), wallet, sending: this.sending, submit: this.submit })
    chain.onMove(change => this.#moved(change))
    // Listeners are called in the order in which they were added: a move is reported after every part handled
    // it.
    this.reports = this.#makeReports()
  }

  /** Starts a node: its network runs, and its pending transactions are in the pool. */
  static async start(dependencies: NodeDependencies): Promise<TabNode> {
    const node = new TabNode(dependencies, {
      sealedOnce: await SealedOnce.open(dependencies.sealedStore),
      votes: await Votes.open(dependencies.voteStore),
    })
    node.#stop = await startAll(node.#parts(dependencies))
    return node
  }

  stop(): Promise<void> {
    return this.#stop()
  }

  get network(): Network {
    return known(this.#network, 'network of a started node')
  }

  /** Submits a new own transaction: see `pool/outbox.ts`. */
  readonly submit: Pool['outbox']['submit'] = (tx, tell) => this.outbox.submit(tx, tell)

  /** The parts, in the order in which they start. */
  #parts({ createNetwork }: NodeDependencies): Startable[] {
    const { chain, mempool, miner, rows } = this
    const { clock, store } = chain
    return [
      { stop: () => store.close() },
      {
        start: async () => {
          this.#network = await createNetwork(networkHandlers(this))
          await this.#offerAgain()
          await rows.begin([this.#unjudged.row(), this.rivals.row()])
        },
      },
      { start: () => this.network.start(), stop: () => this.network.stop() },
      { stop: () => miner.close() },
      ...[this.producer, this.offences, this.reports, this.poolSync, this.stem, this.guard],
      periodic(clock, READMIT_MS, () => void this.#offerAgain()),
      periodic(clock, EXPIRE_EVERY_MS, () => mempool.expire(clock.now())),
      periodic(clock, 4 * SCREEN_MS, () => rows.refresh()),
    ]
  }

  // The events of each part, and the parts that handle them.

  #makeGuard(): StorageGuard {
    const { store, clock } = this.chain
    return new StorageGuard({
      ...{ store, clock },
      onFault: ({ code, message }) => this.events.emit('storage-fault', { code, message }),
      onRecovered: () => this.#recovered(),
    })
  }

  #makeUnjudged(): UnjudgedScreen {
    return new UnjudgedScreen({
      ...{ chain: this.chain, events: this.events },
      show: row => this.rows.show(row),
      onBehind: () => this.producer.nudge(),
    })
  }

  #makeReports(): BlockReports {
    return new BlockReports({
      ...{ chain: this.chain, events: this.events },
      onJudgeable: peerId => this.sync.judgeable(peerId),
      onStorageFault: error => this.guard.report(error),
      onJudgingFault: () => this.#unjudged.changed(),
    })
  }

  #shared() {
    const { chain, events, mempool } = this
    const network = () => this.network
    return { chain, events, mempool, network }
  }

  #makePool({ pending }: StoredChain): Pool {
    return createPool({
      ...{ chain: this.chain, random: this.#random, network: () => this.network, pending },
      admit: tx => this.relay.ownTransaction(tx),
      offer: (bytes, from, hidden) => this.relay.offered(bytes, from, hidden),
      behind: () => this.sync.state.state !== 'idle' || this.guard.broken(),
      write: task => this.guard.write(task),
      onDropped: (id, reason) => {
        this.events.emit('tx-dropped', { id, reason })
        this.rows.poolChanged()
      },
      onPublic: () => this.producer.nudge(),
    })
  }

  #makeRelay(): Relay {
    return new Relay({
      ...this.#shared(),
      onOutcome: (outcome, from) => this.reports.imported(outcome, from),
      onAdmitted: (tx, from) => this.#admitted(tx, from),
      onPublic: id => this.stem.end(id),
      onUnchecked: (header, why, from) => this.reports.unchecked(header, why, from),
      onBehind: from => this.sync.retry(from),
      onBodiless: from => this.sync.gaveNoBody(from),
    })
  }

  #makeSync(): Sync {
    return new Sync({
      ...this.#shared(),
      paused: () => this.guard.broken(),
      onOutcome: (outcome, from) => this.reports.imported(outcome, from),
      onUnchecked: (header, why, from) => this.reports.unchecked(header, why, from),
      onRival: (peerId, rival) => this.rivals.looked(peerId, rival),
      onState: () => this.#syncChanged(),
    })
  }

  #makeProducer(signed: Signed): Producer {
    return new Producer({
      ...{ chain: this.chain, mempool: this.mempool, miner: this.miner, ...signed },
      keys: () => sealingKeys(this.wallet),
      locked: () => this.wallet.protection().locked,
      // Only received blocks are a reason to stop: anybody can claim a heavier chain, and where a seal costs
      // nothing, forge its headers.
      busy: () => this.sync.state.state === 'bodies' || this.guard.broken(),
      importOwn: block => this.#importOwn(block),
      onState: () => this.rows.miningChanged(),
      onFault: error =>
        this.events.emit('mining-fault', { message: error instanceof Error ? error.message : String(error) }),
    })
  }

  #moved(change: TipChange): void {
    const included = change.connected.flatMap(({ transactions }) => transactions)
    this.files?.recorded(
      included.flatMap(({ payload }) => (payload.kind === 'file' ? formatCid(payload.cid) : [])),
    )
    this.#network?.headChanged()
  }

  #admitted({ id, payload }: Transaction, from: string): void {
    this.outbox.admitted(id)
    this.events.emit('tx-received', { id, kind: payload.kind, from })
    this.rows.poolChanged()
    this.producer.nudge()
  }

  async #offerAgain(): Promise<void> {
    this.offences.look()
    await this.outbox.offerAgain()
  }

  async #importOwn(block: Block): Promise<ImportOutcome> {
    const outcome = await importBlocks(this.chain, [block])
    this.reports.imported(outcome, 'self')
    if (outcome.type !== 'extended' && outcome.type !== 'reorganised') return outcome
    const { header, transactions } = block
    this.events.emit('mined', { id: header.id, height: header.height, transactions: transactions.length })
    const txIds = transactions.map(tx => tx.id)
    await this.network.publishBlock({ header: header.bytes, txIds }).catch(() => 0)
    return outcome
  }

  #syncChanged(): void {
    this.rows.syncChanged()
    if (this.sync.state.state === 'idle') {
      this.poolSync.nudge()
      void this.#offerAgain()
    }
    this.producer.nudge()
  }

  #recovered(): void {
    this.events.emit('storage-recovered', {})
    // Writes the rows that could not be written meanwhile.
    void this.guard.write(store => store.putPending(this.own.rows()))
    this.#syncChanged()
    this.rows.peersChanged()
    this.sync.nudge()
    void this.rows.walletChanged()
  }
}
