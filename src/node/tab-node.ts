import type { Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import type { Random } from '#lib/random.ts'
import { periodic, type Startable, startAll } from '#lib/startable.ts'
import type { Miner } from '#mining/miner.ts'
import type { Network, NetworkHandlers } from '#network/network.ts'
import type { Chain } from '#node/chain/chain.ts'
import { StorageGuard } from '#node/faults/storage-guard.ts'
import { UnjudgedScreen } from '#node/faults/unjudged-screen.ts'
import { createFollowing, type Following } from '#node/follow/create-following.ts'
import { type FileListener, recordedFiles } from '#node/follow/file-listener.ts'
import { importOwnBlock } from '#node/follow/import-own-block.ts'
import { networkHandlers } from '#node/follow/network-handlers.ts'
import { createPool, type Pool } from '#node/pool/create-pool.ts'
import { Producer } from '#node/produce/producer.ts'
import type { SealedOnce } from '#node/produce/sealed-once.ts'
import type { Votes } from '#node/produce/votes.ts'
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
  readonly sealedOnce: SealedOnce
  /** The votes of the wallet's keys. */
  readonly votes: Votes
  readonly createNetwork: (handlers: NetworkHandlers) => Promise<Network>
}

/**
 * A node: its parts and their connections. A fact enters through the network or the person, becomes one
 * database transaction, and is then sent to screens (rows), peers (gossip) and scripts (events). The rules
 * are in `chain/` and `consensus/`, the parts in their own rooms; this class only connects the rooms.
 */
export class TabNode {
  readonly chain: Chain
  readonly wallet: Wallet
  readonly miner: Miner
  readonly events: EventLog
  readonly guard: StorageGuard
  readonly rows: NodeRows
  readonly mempool: Pool['mempool']
  /** This node's own transactions. */
  readonly own: Pool['own']
  readonly outbox: Pool['outbox']
  readonly stem: Pool['stem']
  readonly poolSync: Pool['poolSync']
  readonly producer: Producer
  readonly relay: Following['relay']
  readonly sync: Following['sync']
  readonly rivals: Following['rivals']
  readonly offences: Following['offences']
  readonly reports: Following['reports']
  signaling: 'connecting' | 'online' | 'offline' = 'connecting'
  signalingServer: string | undefined
  /** Set once files are shared. */
  files: FileListener | undefined
  readonly #unjudged: UnjudgedScreen
  #network: Network | undefined
  #stop = async () => {}

  private constructor(dependencies: NodeDependencies) {
    const { chain, wallet, miner } = dependencies
    this.chain = chain
    this.wallet = wallet
    this.miner = miner
    this.events = new EventLog(chain.store, chain.clock)
    this.guard = this.#createGuard()
    this.rows = new NodeRows(this)
    this.#unjudged = this.#createUnjudged()

    const pool = this.#createPool(dependencies)
    this.mempool = pool.mempool
    this.own = pool.own
    this.outbox = pool.outbox
    this.stem = pool.stem
    this.poolSync = pool.poolSync

    this.producer = this.#createProducer(dependencies)
    chain.onMove(change => {
      this.files?.recorded(recordedFiles(change))
      this.#network?.headChanged()
    })
    // Listeners are called in the order in which they were added: a move is reported after all others handled
    // it.
    const following = this.#createFollowing()
    this.relay = following.relay
    this.sync = following.sync
    this.rivals = following.rivals
    this.offences = following.offences
    this.reports = following.reports
  }

  /** Starts a node: its network runs, and its pending transactions are in the pool. */
  static async start(dependencies: NodeDependencies): Promise<TabNode> {
    const node = new TabNode(dependencies)
    node.#stop = await startAll(node.#parts(dependencies))
    return node
  }

  stop(): Promise<void> {
    return this.#stop()
  }

  get network(): Network {
    return known(this.#network, 'network of a started node')
  }

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

  // The rooms, and the parts of others that handle their events.

  #createGuard(): StorageGuard {
    const { store, clock } = this.chain
    return new StorageGuard({ store, clock, events: this.events, onRecovered: () => this.#recovered() })
  }

  #createUnjudged(): UnjudgedScreen {
    return new UnjudgedScreen({
      ...{ chain: this.chain, events: this.events },
      show: row => this.rows.show(row),
      onBehind: () => this.producer.nudge(),
    })
  }

  #createPool({ chain, random, stored: { pending } }: NodeDependencies): Pool {
    return createPool({
      ...{ chain, random, network: () => this.network, pending },
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

  #createProducer({ chain, wallet, miner, sealedOnce, votes }: NodeDependencies): Producer {
    return new Producer({
      ...{ chain, mempool: this.mempool, miner, wallet, sealedOnce, votes },
      // Only received blocks are a reason to stop: anybody can claim a heavier chain, and where a seal costs
      // nothing, forge its headers.
      busy: () => this.sync.state.state === 'bodies' || this.guard.broken(),
      importOwn: block => importOwnBlock(this, block),
      onState: () => this.rows.miningChanged(),
      onFault: message => this.events.emit('mining-fault', { message }),
    })
  }

  #createFollowing(): Following {
    const { chain, wallet, events, mempool, outbox } = this
    return createFollowing({
      ...{ chain, wallet, events, mempool, outbox, network: () => this.network },
      paused: () => this.guard.broken(),
      show: row => this.rows.show(row),
      onAdmitted: (tx, from) => this.#admitted(tx, from),
      onPublic: id => this.stem.end(id),
      onSyncState: () => this.#syncChanged(),
      onStorageFault: error => this.guard.report(error),
      onJudgingFault: () => this.#unjudged.changed(),
    })
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

  #syncChanged(): void {
    this.rows.syncChanged()
    if (this.sync.state.state === 'idle') {
      this.poolSync.nudge()
      void this.#offerAgain()
    }
    this.producer.nudge()
  }

  #recovered(): void {
    void this.outbox.writeAll()
    this.#syncChanged()
    this.rows.peersChanged()
    void this.rows.walletChanged()
    this.sync.nudge()
  }
}
