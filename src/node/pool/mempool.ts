import { transactionCost } from '#chain/apply/apply-transaction.ts'
import type { ConsensusRules } from '#chain/apply/consensus-rules.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { TxId } from '#chain/ids.ts'
import { readAccount } from '#chain/state/account.ts'
import type { State } from '#chain/state/state.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { checkAdmissible } from './check-admissible.ts'
import { checkMeans, checkQueue, checkTurn, type Place } from './check-place.ts'
import { FeeOrder } from './fee-order.ts'
import { findEvictions } from './find-evictions.ts'
import {
  MEMPOOL_AGE_MS,
  MEMPOOL_BYTES,
  MEMPOOL_PARKED,
  MEMPOOL_PARKED_BYTES,
  MEMPOOL_PARKED_BYTES_PER_SENDER,
  MEMPOOL_PARKED_PER_SENDER,
  MEMPOOL_TRANSACTIONS,
} from './limits.ts'
import type { PoolEntry } from './pool-entry.ts'
import { SenderQueue } from './sender-queue.ts'

/**
 * Why a transaction is not in the pool. None of these is a broken rule: another node may see it otherwise.
 */
export type AdmissionCode =
  | 'POOL_KNOWN'
  | 'POOL_FEE_LOW'
  | 'POOL_TOO_LARGE'
  | 'POOL_NONCE_USED'
  | 'POOL_NONCE_FAR'
  | 'POOL_BALANCE'
  | 'POOL_REPLACEMENT_FEE'
  | 'POOL_SENDER_FULL'
  | 'POOL_FULL'

export type DropReason = 'replaced' | 'evicted' | 'expired' | 'nonce-used' | 'unfunded' | 'bug'

interface Options {
  readonly engine: ConsensusRules
  /** The network's limits: a transaction that fits into no block would wait for ever. */
  readonly limits: GenesisParameters['limits']
  /** Receives each transaction that leaves without being in a block. */
  readonly onDropped: (tx: Transaction, reason: DropReason) => void
  /** Defaults to {@link POOL_BOUNDS}. */
  readonly bounds?: Partial<PoolBounds>
}

/** Bounds of all senders together; those of one sender are in check-place.ts. */
interface PoolBounds {
  readonly transactions: number
  readonly bytes: number
  /** Transactions behind gaps. */
  readonly parked: number
  readonly parkedBytes: number
}

const POOL_BOUNDS: PoolBounds = {
  transactions: MEMPOOL_TRANSACTIONS,
  bytes: MEMPOOL_BYTES,
  parked: MEMPOOL_PARKED,
  parkedBytes: MEMPOOL_PARKED_BYTES,
}

/**
 * Transactions that wait for a block: by sender in order of nonce, and the ready ones by fee rate. Bytes and
 * signatures of its transactions are already checked. Each call gets the tip's state as an argument.
 */
export class Mempool {
  readonly #byId = new Map<TxId, PoolEntry>()
  readonly #queues = new Map<string, SenderQueue>()
  readonly #ready = new FeeOrder()
  /** Oldest first. */
  readonly #parked = new Set<PoolEntry>()
  /** Hidden transactions: known here and not public yet (stem.ts). */
  readonly #hidden = new Set<TxId>()
  readonly #options: Options
  readonly #bounds: PoolBounds
  #bytes = 0
  #parkedBytes = 0

  constructor(options: Options) {
    this.#options = options
    this.#bounds = { ...POOL_BOUNDS, ...options.bounds }
  }

  get size(): number {
    return this.#byId.size
  }

  get bytes(): number {
    return this.#bytes
  }

  get(id: TxId): Transaction | undefined {
    return this.#byId.get(id)?.tx
  }

  /** All transactions, in no particular order. */
  entries(): PoolEntry[] {
    return [...this.#byId.values()]
  }

  /** The sender's waiting transactions by nonce. */
  queueOf(sender: Uint8Array): Transaction[] {
    return (this.#queues.get(bytesToHex(sender))?.entries ?? []).map(entry => entry.tx)
  }

  /**
   * Ready transactions by sender, each sender's in order of nonce; the senders by the fee rate of their
   * first, cheapest first. Hidden ones and those that follow them are left out, unless `hiddenToo`.
   */
  readyQueues({ hiddenToo = false } = {}): Transaction[][] {
    const isOpen = ({ tx, ready }: PoolEntry) => ready && (hiddenToo || !this.#hidden.has(tx.id))
    return this.#ready.entries.flatMap(head => {
      const { entries } = this.#queueOf(head.tx)
      if (entries[0] !== head || !isOpen(head)) return []
      const end = entries.findIndex(entry => !isOpen(entry))
      return [entries.slice(0, end < 0 ? entries.length : end).map(entry => entry.tx)]
    })
  }

  /** Hides it from now on (stem.ts), also if it is added later. */
  hide(id: TxId): void {
    this.#hidden.add(id)
  }

  show(id: TxId): void {
    this.#hidden.delete(id)
  }

  isHidden(id: TxId): boolean {
    return this.#hidden.has(id)
  }

  /** The nonce of the sender's next transaction: after the account's nonce and the gapless queue. */
  nextNonce(sender: Uint8Array, state: State): number {
    const { nonce } = readAccount(state, sender as Transaction['sender'])
    return this.#queues.get(bytesToHex(sender))?.gapFrom(nonce) ?? nonce
  }

  /**
   * Admits a checked transaction, or returns the reason and changes nothing. A full pool makes room
   * (find-evictions.ts). A transaction that cannot be mined now does not evict a ready one.
   */
  add(tx: Transaction, state: State, now: UnixMs): Result<void, Failure<AdmissionCode>> {
    if (this.#byId.has(tx.id)) return fail('POOL_KNOWN', `transaction ${tx.id} is already waiting`)
    const admissible = checkAdmissible(tx, this.#options.limits)
    if (!admissible.ok) return admissible
    const account = readAccount(state, tx.sender)
    const queue = this.#queues.get(bytesToHex(tx.sender))
    const replaced = queue?.at(tx.nonce)
    const ready = tx.nonce <= (queue?.gapFrom(account.nonce) ?? account.nonce)
    const entry = { tx, addedAt: now, ready }
    const place = { entry, queue, replaced }
    const turn = checkTurn(place, account)
    if (!turn.ok) return turn
    const means = checkMeans(place, account, this.#cost)
    if (!means.ok) return means
    const bounded = checkQueue(place)
    if (!bounded.ok) return bounded
    const leaving = this.#findRoom(place)
    if (!leaving)
      return fail('POOL_FULL', 'the pool is full of better paying transactions; offer a higher fee')

    if (replaced) this.#drop(replaced, 'replaced')
    for (const other of leaving) this.#drop(other, 'evicted')
    this.#insert(entry)
    if (entry.ready) this.#reconsider(tx.sender, state)
    return ok(undefined)
  }

  /**
   * After a tip change: transactions in a block leave, those of reverted blocks return, and senders with
   * changed accounts are checked again. After a reorg, when `returned` is given, all senders are.
   */
  settle(
    included: readonly Transaction[],
    state: State,
    now: UnixMs,
    returned?: readonly Transaction[],
  ): void {
    for (const { id } of included) {
      const entry = this.#byId.get(id)
      if (entry) this.#remove(entry)
    }
    for (const tx of [...(returned ?? [])].sort((a, b) => a.nonce - b.nonce)) this.add(tx, state, now)
    const senders = returned ? this.entries().map(({ tx }) => tx) : included
    for (const sender of new Map(senders.map(tx => [bytesToHex(tx.sender), tx.sender])).values())
      this.#reconsider(sender, state)
    this.#trim()
  }

  /** Drops a transaction that meets a bug of this app; other nodes may mine it. */
  leaveOut({ id }: Transaction): void {
    const entry = this.#byId.get(id)
    if (!entry) return
    for (const later of this.#queueOf(entry.tx).from(entry.tx.nonce)) this.#park(later)
    this.#drop(entry, 'bug')
  }

  /** Drops expired transactions. */
  expire(now: UnixMs): void {
    for (const entry of this.entries()) {
      if (now - entry.addedAt <= MEMPOOL_AGE_MS) continue
      for (const later of this.#queueOf(entry.tx).from(entry.tx.nonce)) this.#park(later)
      this.#drop(entry, 'expired')
    }
    this.#trim()
  }

  /**
   * Checks a sender after its nonce or balance changed: drops used and unaffordable transactions, and updates
   * which are ready.
   */
  #reconsider(sender: Transaction['sender'], state: State): void {
    const queue = this.#queues.get(bytesToHex(sender))
    if (!queue) return
    const { nonce, balance } = readAccount(state, sender)
    const gap = queue.gapFrom(nonce)
    let left: bigint = balance
    for (const entry of [...queue.entries]) {
      if (entry.tx.nonce < nonce) {
        this.#drop(entry, 'nonce-used')
        continue
      }
      left -= this.#cost(entry.tx)
      if (left < 0n) this.#drop(entry, 'unfunded')
      else if (entry.tx.nonce < gap) this.#unpark(entry)
      else this.#park(entry)
    }
  }

  #findRoom({ entry: { tx, ready }, queue, replaced }: Place): ReadonlySet<PoolEntry> | undefined {
    const count = replaced ? 0 : 1
    const bytes = tx.bytes.length - (replaced?.tx.bytes.length ?? 0)
    const excess = {
      count: this.#byId.size + count - this.#bounds.transactions,
      bytes: this.#bytes + bytes - this.#bounds.bytes,
    }
    if (!ready) {
      excess.count = Math.max(excess.count, this.#parked.size + count - this.#bounds.parked)
      excess.bytes = Math.max(excess.bytes, this.#parkedBytes + bytes - this.#bounds.parkedBytes)
    }
    return findEvictions(tx, queue, excess, {
      parked: this.#parked,
      ready: ready ? this.#ready.entries : [],
      queueOf: entry => this.#queueOf(entry.tx),
    })
  }

  /**
   * Drops transactions behind gaps beyond the bounds after a tip change: the last of each sender, the oldest
   * of all.
   */
  #trim(): void {
    for (const queue of new Set([...this.#parked].map(({ tx }) => this.#queueOf(tx)))) {
      const parked = queue.parked()
      let bytes = 0
      for (const [i, entry] of parked.entries()) {
        bytes += entry.tx.bytes.length
        if (i >= MEMPOOL_PARKED_PER_SENDER || bytes > MEMPOOL_PARKED_BYTES_PER_SENDER)
          this.#drop(entry, 'evicted')
      }
    }
    for (const entry of this.#parked) {
      if (this.#parked.size <= this.#bounds.parked && this.#parkedBytes <= this.#bounds.parkedBytes) return
      this.#drop(entry, 'evicted')
    }
  }

  readonly #cost = (tx: Transaction): bigint => transactionCost(tx, this.#options.engine)

  #queueOf({ sender }: Transaction): SenderQueue {
    return known(this.#queues.get(bytesToHex(sender)), 'queue of a sender that waits')
  }

  #park(entry: PoolEntry): void {
    if (!entry.ready) return
    this.#ready.delete(entry)
    entry.ready = false
    this.#parked.add(entry)
    this.#parkedBytes += entry.tx.bytes.length
  }

  #unpark(entry: PoolEntry): void {
    if (entry.ready) return
    this.#parked.delete(entry)
    this.#parkedBytes -= entry.tx.bytes.length
    entry.ready = true
    this.#ready.insert(entry)
  }

  #insert(entry: PoolEntry): void {
    const { tx, ready } = entry
    const sender = bytesToHex(tx.sender)
    const queue = this.#queues.get(sender) ?? new SenderQueue()
    this.#queues.set(sender, queue)
    queue.insert(entry)
    this.#byId.set(tx.id, entry)
    this.#bytes += tx.bytes.length
    entry.ready = true
    this.#ready.insert(entry)
    if (!ready) this.#park(entry)
  }

  #drop(entry: PoolEntry, reason: DropReason): void {
    this.#remove(entry)
    this.#options.onDropped(entry.tx, reason)
  }

  #remove(entry: PoolEntry): void {
    const { tx } = entry
    const queue = this.#queueOf(tx)
    this.#unpark(entry)
    this.#ready.delete(entry)
    queue.delete(entry)
    if (queue.entries.length === 0) this.#queues.delete(bytesToHex(tx.sender))
    this.#byId.delete(tx.id)
    this.#hidden.delete(tx.id)
    this.#bytes -= tx.bytes.length
  }
}
