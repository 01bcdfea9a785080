import type { TxId } from '#chain/ids.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { decodeTransaction } from '#chain/transaction/transaction-codec.ts'
import { Mutex } from '#lib/mutex.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import type { Chain, StoredMove } from '#node/chain/chain.ts'
import type { ChainStore } from '#storage/chain-store.ts'
import type { DropReason, Mempool } from './mempool.ts'
import type { OwnTransactions } from './own-transactions.ts'
import type { Stem } from './stem.ts'
import { packTransaction } from './transaction-message.ts'

interface Dependencies {
  readonly chain: Chain
  readonly mempool: Mempool
  readonly own: OwnTransactions
  readonly stem: Stem
  /** Checks a transaction and adds it to the pool. */
  readonly admit: (tx: Transaction) => Promise<Result<void, Failure>>
  readonly write: (task: (store: ChainStore) => Promise<void>) => Promise<void>
  /** The pool dropped this transaction, which may be anybody's. */
  readonly onDropped: (tx: Transaction, reason: DropReason) => void
}

/**
 * Adds this node's own transactions to the pool, the database and the network, and offers them to the pool
 * again until they are in a block.
 */
export class Outbox {
  readonly #deps: Dependencies
  /** Transactions are made one at a time, so that each takes the next nonce. */
  readonly sending = new Mutex()

  constructor(deps: Dependencies) {
    this.#deps = deps
    deps.chain.addProjection(change => ({ pending: deps.own.settled(change) }))
    deps.chain.onMove(move => this.#moved(move))
  }

  /**
   * Submits a new transaction. It is in the pool when this resolves, so the next one can take the next nonce;
   * `kept` resolves when it would survive a crash. `announce` chooses its first receivers; by default one peer
   * (stem.ts).
   */
  async submit(
    tx: Transaction,
    announce?: (message: Uint8Array) => Promise<unknown>,
  ): Promise<Result<{ readonly kept: Promise<void> }, Failure>> {
    const { chain, mempool, own, stem, admit, write } = this.#deps
    if (!announce) stem.hide(tx.id)
    const admitted = await admit(tx)
    if (!admitted.ok) {
      if (!mempool.get(tx.id)) mempool.show(tx.id)
      return admitted
    }
    const row = own.add(tx, chain.clock.now())
    const kept = write(store => store.putPending([row]))
    if (announce) void announce(packTransaction(0, tx.bytes)).catch(() => {})
    else stem.begin(tx)
    return ok({ kept })
  }

  /**
   * Offers own pending transactions to the pool again: after a start, a sync, or a change of the balance.
   * Peers receive them like any payment; if none is linked, later by synchronising pools.
   */
  async offerAgain(): Promise<void> {
    const { mempool, own, write } = this.#deps
    for (const row of own.waiting()) {
      const { id } = row
      let why: string | undefined
      if (!mempool.get(id)) {
        const tx = decodeTransaction(row.bytes)
        if (!tx.ok) continue
        why = await this.#offer(tx.value)
      }
      const news = own.heldBack(id, why)
      if (news) await write(store => store.putPending([news]))
    }
  }

  /** Writes all rows of own transactions again, because the database lost some writes. */
  async writeAll(): Promise<void> {
    const { own, write } = this.#deps
    await write(store => store.putPending(own.rows()))
  }

  /** Resolves to the reason if the pool refuses it. */
  async #offer(tx: Transaction): Promise<string | undefined> {
    const { mempool, stem, admit } = this.#deps
    stem.hide(tx.id)
    const admitted = await admit(tx)
    if (admitted.ok) {
      if (mempool.isHidden(tx.id)) stem.begin(tx)
      return undefined
    }
    // A peer sent it meanwhile.
    if (mempool.get(tx.id)) return undefined
    mempool.show(tx.id)
    if (admitted.error.code === 'POOL_NONCE_USED') this.dropped(tx, 'nonce-used')
    return admitted.error.message
  }

  /**
   * The pool admitted a transaction, perhaps an own one that was dropped here: peers drop transactions at
   * other times, and one still had it.
   */
  admitted(id: TxId): void {
    const { own, write } = this.#deps
    const row = own.waitsAgain(id)
    if (row) void write(store => store.putPending([row]))
  }

  /** The pool dropped a transaction, which may be somebody else's. */
  dropped(tx: Transaction, reason: DropReason): void {
    const { own, write, onDropped } = this.#deps
    // The next block may restore the balance, so the payment stays pending and is tried again.
    const row = reason === 'unfunded' ? undefined : own.drop(tx.id, reason)
    if (row) void write(store => store.putPending([row]))
    onDropped(tx, reason)
  }

  /** Removes the transactions of connected blocks from the pool, and returns those of reverted ones. */
  #moved({ projection, reverted, connected, state }: StoredMove): void {
    const { chain, mempool, own } = this.#deps
    own.accept(projection.pending)
    const included = connected.flatMap(block => [...block.transactions])
    const ids = new Set(included.map(tx => tx.id))
    const returned = reverted.flatMap(block => block.transactions.filter(tx => !ids.has(tx.id)))
    mempool.settle(included, state, chain.clock.now(), reverted.length > 0 ? returned : undefined)
  }
}
