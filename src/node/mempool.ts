import { formatAmount } from '../chain/amount.ts'
import { transactionCost } from '../chain/apply/apply-transaction.ts'
import type { ConsensusRules } from '../chain/apply/consensus-rules.ts'
import type { GenesisParameters } from '../chain/genesis/genesis.ts'
import type { TxId } from '../chain/ids.ts'
import { readAccount } from '../chain/state/account.ts'
import type { State } from '../chain/state/state.ts'
import type { Transaction } from '../chain/transaction/transaction.ts'
import { known } from '../lib/assert.ts'
import { bytesEqual, bytesToHex } from '../lib/bytes.ts'
import type { UnixMs } from '../lib/clock.ts'
import { type Failure, fail, ok, type Result } from '../lib/result.ts'
import { checkAdmissible } from './check-admissible.ts'
import { byFeeRate } from './fee-rate.ts'
import {
  MEMPOOL_AGE_MS,
  MEMPOOL_BYTES,
  MEMPOOL_PER_SENDER,
  MEMPOOL_TRANSACTIONS,
  REPLACEMENT_PERCENT,
} from './limits.ts'

/** Why a transaction is not in the pool. None of these is a broken rule: another node may see it otherwise. */
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

export interface PoolEntry {
  readonly tx: Transaction
  readonly addedAt: UnixMs
}

export type DropReason = 'replaced' | 'evicted' | 'expired' | 'nonce-used' | 'unfunded' | 'bug'

interface Options {
  readonly engine: ConsensusRules
  /** Of the network: what no block can hold would wait for ever. */
  readonly limits: GenesisParameters['limits']
  /** Told of each transaction that leaves without being in a block. */
  readonly onDropped: (tx: Transaction, reason: DropReason) => void
  /** {@link MEMPOOL_TRANSACTIONS} unless given. */
  readonly maxTransactions?: number
}

/**
 * Transactions that wait for a block: by sender in order of nonce. It takes transactions whose bytes and signature are already checked,
 * and knows the tip's state only through the argument of each call.
 */
export class Mempool {
  readonly #byId = new Map<TxId, PoolEntry>()
  readonly #bySender = new Map<string, Map<number, PoolEntry>>()
  readonly #options: Options
  readonly #maxTransactions: number
  #bytes = 0

  constructor(options: Options) {
    this.#options = options
    this.#maxTransactions = options.maxTransactions ?? MEMPOOL_TRANSACTIONS
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
    const queue = this.#bySender.get(bytesToHex(sender))
    return queue ? [...queue.values()].map(entry => entry.tx).sort((a, b) => a.nonce - b.nonce) : []
  }

  /** The nonce that the sender's next transaction should carry: after the account's and after the gapless queue. */
  nextNonce(sender: Uint8Array, state: State): number {
    const queue = this.#bySender.get(bytesToHex(sender))
    let nonce = readAccount(state, sender as Transaction['sender']).nonce
    while (queue?.has(nonce)) nonce++
    return nonce
  }

  /** Admits a checked transaction, or says why not. A full pool makes room by dropping what pays less for its room (fee-rate.ts). */
  add(tx: Transaction, state: State, now: UnixMs): Result<void, Failure<AdmissionCode>> {
    if (this.#byId.has(tx.id)) return fail('POOL_KNOWN', `transaction ${tx.id} is already waiting`)
    const admissible = checkAdmissible(tx, this.#options.limits)
    if (!admissible.ok) return admissible

    const account = readAccount(state, tx.sender)
    if (tx.nonce < account.nonce) {
      return fail('POOL_NONCE_USED', `nonce ${tx.nonce} is used; the sender's next is ${account.nonce}`)
    }
    if (tx.nonce >= account.nonce + MEMPOOL_PER_SENDER) {
      return fail(
        'POOL_NONCE_FAR',
        `nonce ${tx.nonce} is too far ahead of the sender's next, ${account.nonce}`,
      )
    }

    const sender = bytesToHex(tx.sender)
    const queue = this.#bySender.get(sender) ?? new Map<number, PoolEntry>()
    const replaced = queue.get(tx.nonce)?.tx
    if (replaced && tx.fee * 100n < replaced.fee * (100n + REPLACEMENT_PERCENT)) {
      return fail(
        'POOL_REPLACEMENT_FEE',
        `nonce ${tx.nonce} is taken by ${replaced.id} with fee ${formatAmount(replaced.fee)}; a replacement pays at least ${REPLACEMENT_PERCENT} % more`,
      )
    }
    if (!replaced && queue.size >= MEMPOOL_PER_SENDER) {
      return fail(
        'POOL_SENDER_FULL',
        `${queue.size} transactions of this sender wait already; wait for a block`,
      )
    }

    const others = [...queue.values()].filter(entry => entry.tx !== replaced)
    const committed = others.reduce((sum, entry) => sum + this.#cost(entry.tx), 0n)
    if (committed + this.#cost(tx) > account.balance) {
      return fail(
        'POOL_BALANCE',
        `amount and fee exceed the balance: ${formatAmount(account.balance)} less ${formatAmount(committed)} already waiting`,
      )
    }

    if (replaced) this.#drop(replaced, 'replaced')
    if (!this.#makeRoom(tx, state))
      return fail('POOL_FULL', 'the pool is full of better paying transactions; offer a higher fee')

    const entry = { tx, addedAt: now }
    const live = this.#bySender.get(sender) ?? new Map<number, PoolEntry>()
    live.set(tx.nonce, entry)
    this.#bySender.set(sender, live)
    this.#byId.set(tx.id, entry)
    this.#bytes += tx.bytes.length
    return ok(undefined)
  }

  /** After a tip change: what is in a block leaves, and senders whose account changed are looked at again. */
  settle(included: readonly Transaction[], state: State): void {
    const senders = new Map<string, Transaction['sender']>()
    for (const tx of included) {
      this.#remove(tx.id)
      senders.set(bytesToHex(tx.sender), tx.sender)
    }
    for (const sender of senders.values()) this.#reconsider(sender, state)
  }

  /** Looks at every sender again; after a reorganisation anybody's balance may have changed. */
  settleAll(state: State): void {
    const senders = [...this.#bySender.values()].map(
      queue => known([...queue.values()][0], 'queued entry').tx.sender,
    )
    for (const sender of senders) this.#reconsider(sender, state)
  }

  /** Drops what trips over a bug of this app: others may do better. */
  leaveOut(tx: Transaction): void {
    this.#drop(tx, 'bug')
  }

  /** Drops what waited too long. */
  expire(now: UnixMs): void {
    for (const { tx, addedAt } of this.entries()) {
      if (now - addedAt > MEMPOOL_AGE_MS) this.#drop(tx, 'expired')
    }
  }

  #reconsider(sender: Transaction['sender'], state: State): void {
    const { nonce, balance } = readAccount(state, sender)
    let left: bigint = balance
    for (const tx of this.queueOf(sender)) {
      if (tx.nonce < nonce) {
        this.#drop(tx, 'nonce-used')
        continue
      }
      left -= this.#cost(tx)
      if (left < 0n) this.#drop(tx, 'unfunded')
    }
  }

  /**
   * Drops the cheapest until the newcomer fits, first of all those that wait behind a gap, because they cost their sender nothing. A newcomer
   * never pushes out what it has to follow itself.
   */
  #makeRoom(tx: Transaction, state: State): boolean {
    const full = () =>
      this.#byId.size >= this.#maxTransactions || this.#bytes + tx.bytes.length > MEMPOOL_BYTES
    if (!full()) return true

    const next = new Map<string, number>()
    const isStuck = ({ sender, nonce }: Transaction): boolean => {
      const name = bytesToHex(sender)
      const ready = next.get(name) ?? this.nextNonce(sender, state)
      next.set(name, ready)
      return nonce > ready
    }
    const worth = (a: Transaction, b: Transaction) =>
      Number(isStuck(b)) - Number(isStuck(a)) || byFeeRate(a, b)
    const isFollowed = (other: Transaction) => bytesEqual(other.sender, tx.sender) && other.nonce < tx.nonce
    const cheapest = this.entries()
      .map(entry => entry.tx)
      .filter(other => !isFollowed(other))
      .sort(worth)
    while (full()) {
      const victim = cheapest.shift()
      if (!victim || worth(victim, tx) >= 0) return false
      for (const later of this.queueOf(victim.sender))
        if (later.nonce >= victim.nonce) this.#drop(later, 'evicted')
    }
    return true
  }

  #cost(tx: Transaction): bigint {
    return transactionCost(tx, this.#options.engine)
  }

  #drop(tx: Transaction, reason: DropReason): void {
    if (this.#remove(tx.id)) this.#options.onDropped(tx, reason)
  }

  #remove(id: TxId): boolean {
    const entry = this.#byId.get(id)
    if (!entry) return false
    const sender = bytesToHex(entry.tx.sender)
    const queue = known(this.#bySender.get(sender), 'sender queue')
    this.#byId.delete(id)
    queue.delete(entry.tx.nonce)
    if (queue.size === 0) this.#bySender.delete(sender)
    this.#bytes -= entry.tx.bytes.length
    return true
  }
}
