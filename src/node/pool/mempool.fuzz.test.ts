import { expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import { transactionCost } from '#chain/apply/apply-transaction.ts'
import { readAccount } from '#chain/state/account.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { bytesToHex, compareBytes } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { Random } from '#lib/random.ts'
import { selectTransactions } from '#node/produce/select-transactions.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  testAccount,
  testNetwork,
  unsignedTransferOf,
} from '#testing/chain-builder.ts'
import { effort } from '#testing/effort.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { byFeeRate } from './fee-rate.ts'
import { MEMPOOL_AGE_MS, MEMPOOL_PARKED_PER_SENDER, MEMPOOL_PER_SENDER } from './limits.ts'
import { type DropReason, Mempool } from './mempool.ts'

const SENDERS = [1, 2, 3, 4].map(testAccount)
const BALANCE = 900_000n
const BOUNDS = { transactions: 60, bytes: 13_000, parked: 30, parkedBytes: 7_000 }
const params = testNetwork({
  allocations: SENDERS.map(({ address }) => [address, BALANCE as Amount] as const).sort(([a], [b]) =>
    compareBytes(a, b),
  ),
})
const builder = createChainBuilder(params)

/** A pool with random operations, and a simple model of its content. */
class World {
  readonly #random: Random
  readonly #expected = new Set<string>()
  #drops: { readonly tx: Transaction; readonly reason: DropReason }[] = []
  #chain: BuiltBlock[] = [builder.genesis]
  #now = params.timestamp as number
  readonly pool = new Mempool({
    engine: builder.engine,
    limits: params.limits,
    bounds: BOUNDS,
    onDropped: (tx, reason) => this.#drops.push({ tx, reason }),
  })

  constructor(seed: string) {
    this.#random = createSeededRandom(seed)
  }

  get #tip(): BuiltBlock {
    return known(this.#chain.at(-1), 'tip')
  }

  step(): void {
    const luck = this.#random.below(100)
    if (luck < 93) this.#add()
    else if (luck < 96) this.#mine()
    else if (luck < 99) this.#reorganise()
    else this.#expire()
    this.#check()
  }

  #add(): void {
    const ready = new Set(this.pool.readyQueues().flat())
    const before = this.#ids()
    const tx = this.#transaction()
    const { nonce } = readAccount(this.#tip.state, tx.sender)
    const rival = this.pool.queueOf(tx.sender).find(other => other.nonce === tx.nonce)
    const added = this.pool.add(tx, this.#tip.state, this.#now as UnixMs)
    const drops = this.#take()
    if (!added.ok) {
      expect(this.#ids()).toEqual(before)
      expect(drops).toEqual([])
      if (added.error.code === 'POOL_FULL' && tx.nonce === nonce)
        expect([...ready].some(other => byFeeRate(other, tx) >= 0)).toBe(true)
      return
    }
    this.#expected.add(tx.id)
    if (rival) expect(tx.fee * 10n).toBeGreaterThanOrEqual(rival.fee * 11n)
    const evicted = drops.filter(({ reason }) => reason === 'evicted').map(({ tx }) => tx)
    const cheaper = evicted.filter(other => ready.has(other) && byFeeRate(other, tx) < 0)
    for (const other of evicted.filter(other => ready.has(other))) {
      // paid less, or followed a cheaper one; and the new one does not follow it
      expect(cheaper.some(({ sender, nonce }) => sender === other.sender && nonce <= other.nonce)).toBe(true)
      expect(other.sender === tx.sender && other.nonce < tx.nonce).toBe(false)
      expect(this.pool.readyQueues().flat()).toContain(tx)
    }
  }

  #transaction(): Transaction {
    const { below } = this.#random
    const from = known(SENDERS[below(SENDERS.length)], 'sender')
    const { nonce } = readAccount(this.#tip.state, from.address)
    const ahead = [0, below(6), below(30), below(140)][below(4)] ?? 0
    const next = below(2) === 0 ? nonce + ahead - 1 : this.pool.nextNonce(from.address, this.#tip.state)
    return unsignedTransferOf(params, from, {
      to: known(SENDERS[below(SENDERS.length)], 'recipient').address,
      nonce: Math.max(0, next),
      fee: BigInt(900 + below(12_000)),
      amount: BigInt(1 + below(below(4) === 0 ? 200_000 : 5_000)),
      memo: 'x'.repeat(below(4) === 0 ? below(250) : 0),
    })
  }

  #mine(): void {
    const { header, state } = this.#tip
    const context = {
      height: header.height + 1,
      timestamp: header.timestamp,
      producer: testAccount(0).address,
      final: undefined,
    }
    const most = this.#random.below(8)
    const limits = { ...params.limits, blockTransactions: most }
    const chosen = selectTransactions(
      this.pool,
      state,
      { ...context, height: context.height as typeof header.height },
      { genesis: { ...params, limits }, engine: builder.engine },
    )
    // ready transactions can be mined, as long as there is room
    expect(chosen).toHaveLength(Math.min(most, this.pool.readyQueues().flat().length))
    this.#chain.push(builder.build(this.#tip, chosen))
    this.pool.settle(chosen, this.#tip.state, this.#now as UnixMs)
    this.#forget(chosen)
  }

  /** Replaces the last blocks by another one with some of their transactions. */
  #reorganise(): void {
    const depth = Math.min(1 + this.#random.below(3), this.#chain.length - 1)
    const reverted = this.#chain.splice(this.#chain.length - depth).flatMap(block => block.transactions)
    const kept = reverted.slice(0, this.#random.below(reverted.length + 1))
    this.#chain.push(builder.build(this.#tip, kept, { timestamp: this.#tip.header.timestamp + 11_000 }))
    const returned = reverted.filter(tx => !kept.includes(tx))
    this.pool.settle(kept, this.#tip.state, this.#now as UnixMs, returned)
    for (const { id } of returned) if (this.pool.get(id)) this.#expected.add(id)
    this.#forget(kept)
  }

  #expire(): void {
    this.#now += this.#random.below(2 * MEMPOOL_AGE_MS)
    this.pool.expire(this.#now as UnixMs)
    for (const { addedAt } of this.pool.entries())
      expect(this.#now - addedAt).toBeLessThanOrEqual(MEMPOOL_AGE_MS)
  }

  #check(): void {
    this.#take()
    const entries = this.pool.entries()
    expect(this.#ids()).toEqual([...this.#expected].sort())
    expect(this.pool.size).toBeLessThanOrEqual(BOUNDS.transactions)
    expect(this.pool.bytes).toBe(entries.reduce((sum, { tx }) => sum + tx.bytes.length, 0))
    expect(this.pool.bytes).toBeLessThanOrEqual(BOUNDS.bytes)
    const parked = entries.filter(({ ready }) => !ready)
    expect(parked.length).toBeLessThanOrEqual(BOUNDS.parked)
    expect(parked.reduce((sum, { tx }) => sum + tx.bytes.length, 0)).toBeLessThanOrEqual(BOUNDS.parkedBytes)

    const ready: Transaction[] = []
    for (const { address } of SENDERS) {
      const account = readAccount(this.#tip.state, address)
      const queue = this.pool.queueOf(address)
      const nonces = queue.map(tx => tx.nonce)
      expect(nonces).toEqual([...new Set(nonces)].sort((a, b) => a - b))
      expect(nonces.every(nonce => nonce >= account.nonce)).toBe(true)
      expect(nonces.length).toBeLessThanOrEqual(MEMPOOL_PER_SENDER)
      const gap = this.pool.nextNonce(address, this.#tip.state)
      ready.push(...queue.filter(tx => tx.nonce < gap))
      expect(queue.filter(tx => tx.nonce > gap).length).toBeLessThanOrEqual(MEMPOOL_PARKED_PER_SENDER)
      const cost = queue.reduce((sum, tx) => sum + transactionCost(tx, builder.engine), 0n)
      expect(cost).toBeLessThanOrEqual(account.balance)
    }
    const queues = this.pool.readyQueues()
    const byId = (txs: readonly Transaction[]) => txs.map(tx => tx.id).sort()
    expect(byId(queues.flat())).toEqual(byId(ready))
    expect(new Set(queues.map(([head]) => bytesToHex(known(head, 'head').sender))).size).toBe(queues.length)
    for (const [i, [head]] of queues.entries()) {
      const [cheaper] = queues[i - 1] ?? []
      if (cheaper && head) expect(byFeeRate(cheaper, head)).toBeLessThanOrEqual(0)
    }
  }

  #ids(): string[] {
    return this.pool
      .entries()
      .map(({ tx }) => tx.id)
      .sort()
  }

  /** Takes the transactions that left since the last call. */
  #take() {
    const drops = this.#drops
    this.#drops = []
    this.#forget(drops.map(({ tx }) => tx))
    return drops
  }

  #forget(txs: readonly Transaction[]): void {
    for (const { id } of txs) this.#expected.delete(id)
  }
}

const SEEDS = Array.from({ length: effort(4, 600) }, (_, i) => `pool ${i}`)

test.each(SEEDS)('after any operations a pool is ordered, bounded and affordable: %s', seed => {
  const world = new World(seed)
  for (let i = 0; i < 250; i++) world.step()
})
