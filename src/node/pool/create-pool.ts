import type { TxId } from '#chain/ids.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { Failure, Result } from '#lib/result.ts'
import type { Network } from '#network/network.ts'
import type { Chain } from '#node/chain/chain.ts'
import type { ChainStore } from '#storage/chain-store.ts'
import type { PendingRow } from '#storage/rows.ts'
import { type DropReason, Mempool } from './mempool.ts'
import { Outbox } from './outbox.ts'
import { OwnTransactions } from './own-transactions.ts'
import { PoolSync } from './pool-sync.ts'
import { Stem } from './stem.ts'

interface Dependencies {
  readonly chain: Chain
  readonly random: Random
  readonly network: () => Network
  /** Own transactions of earlier runs. */
  readonly pending: readonly PendingRow[]
  /** Checks an own transaction and adds it to the pool. */
  readonly admit: (tx: Transaction) => Promise<Result<void, Failure>>
  /** The same for a transaction that a peer sent to this node alone; undefined if the pool refuses it. */
  readonly offer: (bytes: Uint8Array, from: PeerId, hidden: boolean) => Promise<Transaction | undefined>
  /** Whether the tip is behind, so that other pools' transactions cannot be judged. */
  readonly behind: () => boolean
  readonly write: (task: (store: ChainStore) => Promise<void>) => Promise<void>
  readonly onDropped: (id: TxId, reason: DropReason) => void
  /** A payment became public, so a block may contain it. */
  readonly onPublic: () => void
}

/** The mempool, and the ways in which transactions spread. */
export interface Pool {
  readonly mempool: Mempool
  readonly own: OwnTransactions
  readonly stem: Stem
  readonly poolSync: PoolSync
  readonly outbox: Outbox
}

/** Creates the parts of the pool and connects them. */
export function createPool(deps: Dependencies): Pool {
  const { chain, random, network, pending, admit, offer, behind, write, onPublic } = deps
  const { clock, engine, genesis } = chain
  const own = new OwnTransactions()
  own.load(pending)
  const mempool = new Mempool({
    limits: genesis.limits,
    engine,
    onDropped: (tx, reason) => outbox.dropped(tx, reason),
  })
  const stem = new Stem({
    ...{ clock, random, mempool, network, onPublic },
    take: (bytes, from) => offer(bytes, from, true),
  })
  const poolSync = new PoolSync({
    ...{ clock, random, mempool, network, behind },
    take: async (bytes, from) => {
      const tx = await offer(bytes, from, false)
      if (tx && mempool.isHidden(tx.id)) stem.end(tx.id)
    },
  })
  const outbox = new Outbox({
    ...{ chain, mempool, own, stem, admit, write },
    onDropped: ({ id }, reason) => deps.onDropped(id, reason),
  })
  return { mempool, own, stem, poolSync, outbox }
}
