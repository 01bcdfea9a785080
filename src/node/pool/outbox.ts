import type { TxId } from '#chain/ids.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { decodeTransaction } from '#chain/transaction/transaction-codec.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import type { Chain, TipChange } from '#node/chain/chain.ts'
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
  /** Checks a transaction and puts it into the pool. */
  readonly admit: (tx: Transaction) => Promise<Result<void, Failure>>
  readonly write: (task: (store: ChainStore) => Promise<void>) => Promise<void>
  /** The pool does not hold this transaction of anybody's any more. */
  readonly onDropped: (tx: Transaction, reason: DropReason) => void
}

/**
 * Takes this node's own transactions to the pool, the database and the network, and offers them to the pool
 * again until a block has them.
 */
export class Outbox {
  readonly #deps: Dependencies

  constructor(deps: Dependencies) {
    this.#deps = deps
    deps.chain.addProjection(change => ({ pending: deps.own.settled(change) }))
    deps.chain.onMove(change => this.#moved(change))
  }

  /**
   * Takes a new transaction. It is in the pool when this resolves, so the next one can take the next nonce;
   * `kept` resolves when it would survive a crash. `tell` says to whom it goes first; to one peer, unless
   * given (stem.ts).
   */
  async submit(
    tx: Transaction,
    tell?: (message: Uint8Array) => Promise<unknown>,
  ): Promise<Result<{ readonly kept: Promise<void> }, Failure>> {
    const { chain, mempool, own, stem, admit, write } = this.#deps
    if (!tell) stem.hide(tx.id)
    const admitted = await admit(tx)
    if (!admitted.ok) {
      if (!mempool.get(tx.id)) mempool.show(tx.id)
      return admitted
    }
    const row = own.add(tx, chain.clock.now())
    const kept = write(store => store.putPending([row]))
    if (tell) void tell(packTransaction(0, tx.bytes)).catch(() => {})
    else stem.begin(tx)
    return ok({ kept })
  }

  /**
   * Offers the pool what it does not hold: after a start, when the chain was fetched, when the balance came
   * back. Peers hear of it as of any payment; where none is linked, when they ask for what waits here.
   */
  async offerAgain(): Promise<void> {
    const { own, write } = this.#deps
    for (const row of own.waiting()) {
      const tx = decodeTransaction(row.bytes)
      if (!tx.ok) continue
      const why = await this.#offer(tx.value)
      const news = own.heldBack(tx.value.id, why)
      if (news) await write(store => store.putPending([news]))
    }
  }

  /** Why the pool does not hold it afterwards. */
  async #offer(tx: Transaction): Promise<string | undefined> {
    const { mempool, stem, admit } = this.#deps
    if (mempool.get(tx.id)) return undefined
    stem.hide(tx.id)
    const admitted = await admit(tx)
    if (admitted.ok) {
      if (mempool.isHidden(tx.id)) stem.begin(tx)
      return undefined
    }
    // It came from somebody else meanwhile.
    if (mempool.get(tx.id)) return undefined
    mempool.show(tx.id)
    if (admitted.error.code === 'POOL_NONCE_USED') this.dropped(tx, 'nonce-used')
    return admitted.error.message
  }

  /**
   * The pool holds a transaction, perhaps an own one that was given up: peers drop what waits at other times,
   * and one still held it.
   */
  admitted(id: TxId): void {
    const { own, write } = this.#deps
    const row = own.waitsAgain(id)
    if (row) void write(store => store.putPending([row]))
  }

  /** The pool let go of a transaction, which may be somebody else's. */
  dropped(tx: Transaction, reason: DropReason): void {
    const { own, write, onDropped } = this.#deps
    // The balance may come back with the next block: the payment waits, and is tried again.
    const row = reason === 'unfunded' ? undefined : own.drop(tx.id, reason)
    if (row) void write(store => store.putPending([row]))
    onDropped(tx, reason)
  }

  /** Takes what is in the new blocks out of the pool, and puts back what the reverted ones held. */
  #moved(change: TipChange): void {
    const { chain, mempool, own } = this.#deps
    own.accept(own.settled(change))
    const included = change.connected.flatMap(block => [...block.transactions])
    const ids = new Set(included.map(tx => tx.id))
    const returned = change.reverted.flatMap(block => block.transactions.filter(tx => !ids.has(tx.id)))
    const { state, reverted } = change
    mempool.settle(included, state, chain.clock.now(), reverted.length > 0 ? returned : undefined)
  }
}
