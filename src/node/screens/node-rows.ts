import { createThrottle } from '#lib/throttle.ts'
import type { Miner } from '#mining/miner.ts'
import type { Network } from '#network/network.ts'
import type { Chain, Projection, TipChange } from '#node/chain/chain.ts'
import { ConsensusScreen } from '#node/chain/consensus-summary.ts'
import { SCREEN_MS } from '#node/limits.ts'
import type { Mempool } from '#node/pool/mempool.ts'
import type { Producer } from '#node/produce/producer.ts'
import type { ChainStore } from '#storage/chain-store.ts'
import type { SummaryRow } from '#storage/rows.ts'
import type { Wallet } from '#wallet/wallet.ts'
import {
  chainSummary,
  mempoolSummary,
  miningSummary,
  networkSummary,
  peerRows,
  walletRows,
} from './screens.ts'

/** The parts of a node that its rows show. */
interface Parts {
  readonly chain: Chain
  readonly wallet: Wallet
  readonly mempool: Mempool
  readonly miner: Miner
  readonly producer: Producer
  readonly network: Network
  readonly signaling: 'connecting' | 'online' | 'offline'
  readonly sync: {
    readonly state: { readonly state: 'idle' | 'headers' | 'bodies'; readonly target: number }
  }
  readonly guard: { write(task: (store: ChainStore) => Promise<void>): Promise<void> }
}

/**
 * Writes the rows of a running node for screens. A row that belongs to a block is written in the block's
 * transaction.
 */
export class NodeRows {
  readonly #node: Parts
  readonly #consensus: ConsensusScreen
  /** The content of the pool changed. */
  readonly poolChanged: () => void
  readonly peersChanged: () => void

  constructor(node: Parts) {
    this.#node = node
    const { clock, onMove, addProjection } = node.chain
    this.#consensus = new ConsensusScreen(node.chain)
    this.poolChanged = createThrottle(clock, SCREEN_MS, () => void this.walletChanged())
    this.peersChanged = createThrottle(clock, 4 * SCREEN_MS, () => void this.#writePeers())
    addProjection(change => this.#projection(change))
    onMove(this.poolChanged)
  }

  show(row: SummaryRow): void {
    void this.#node.guard.write(store => store.putSummary([row]))
  }

  /** Replaces the rows of the last run when the node starts. */
  async begin(others: readonly SummaryRow[]): Promise<void> {
    await this.walletChanged()
    await this.#node.guard.write(async store => {
      await store.replacePeers([])
      await store.deleteSummary('fault')
      await store.putSummary([
        this.#chain(this.#node.chain),
        networkSummary(this.#node),
        miningSummary(this.#node),
        this.#sync(),
        ...others,
      ])
    })
  }

  /** Updates the wallet after a change of own addresses, the pool or the tip. */
  async walletChanged(): Promise<void> {
    const { wallet, chain, mempool, guard } = this.#node
    const waiting = this.#waiting()
    await guard.write(async store => {
      await store.putWallet(walletRows(wallet, chain.engine, chain.state, waiting))
      await store.putSummary([mempoolSummary(mempool)])
    })
  }

  networkChanged(): void {
    this.show(networkSummary(this.#node))
  }

  miningChanged(): void {
    this.show(miningSummary(this.#node))
  }

  syncChanged(): void {
    this.show(this.#sync())
    if (this.#node.sync.state.state !== 'idle') return
    this.#consensus.refresh()
    this.show(this.#chain(this.#node.chain))
  }

  /** Writes values that change constantly without an event: the hash rate and the bytes of links. */
  refresh(): void {
    if (this.#node.producer.searching) this.miningChanged()
    this.peersChanged()
  }

  /** The rows of a move of the tip, for the same transaction. */
  #projection(change: TipChange): Projection {
    const leaving = new Set(change.connected.flatMap(block => block.transactions.map(tx => tx.id)))
    const staying = this.#waiting().filter(tx => !leaving.has(tx.id))
    const { wallet, chain } = this.#node
    return {
      wallet: walletRows(wallet, chain.engine, change.state, staying),
      summary: [this.#chain(change)],
    }
  }

  async #writePeers(): Promise<void> {
    await this.#node.guard.write(async store => {
      await store.replacePeers(peerRows(this.#node.network.peers()))
      await store.putSummary([networkSummary(this.#node)])
    })
  }

  #chain(at: Pick<Chain, 'tip' | 'state' | 'final'>): SummaryRow {
    return chainSummary(at, this.#consensus.at(at.tip, at.state))
  }

  #sync(): SummaryRow {
    const { chain, sync } = this.#node
    return { key: 'sync', ...sync.state, height: chain.tip.header.height }
  }

  #waiting() {
    return this.#node.mempool.entries().map(({ tx }) => tx)
  }
}
