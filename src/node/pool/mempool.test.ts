import { describe, expect, test } from 'vitest'
import { intrinsicGas } from '#chain/apply/intrinsic-gas.ts'
import { bytesInBody, encodeBody } from '#chain/block/body-codec.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import type { UnixMs } from '#lib/clock.ts'
import { selectTransactions } from '#node/produce/select-transactions.ts'
import {
  createChainBuilder,
  testAccount,
  testNetwork,
  transferOf,
  unsignedTransferOf,
} from '#testing/chain-builder.ts'
import { deployPayload } from '#testing/contract-world.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import {
  LIST_BYTES,
  MEMPOOL_AGE_MS,
  MEMPOOL_BYTES_PER_SENDER,
  MEMPOOL_PARKED,
  MEMPOOL_PARKED_PER_SENDER,
  MEMPOOL_PER_SENDER,
  MIN_RELAY_FEE,
} from './limits.ts'
import { type DropReason, Mempool } from './mempool.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)]
const params = testNetwork({}, [alice, bob])
const builder = createChainBuilder(params)
const { state } = builder.genesis
const NOW = params.timestamp
const FEE = MIN_RELAY_FEE

function createPool(transactions?: number) {
  const dropped: [string, DropReason][] = []
  const pool = new Mempool({
    engine: builder.engine,
    limits: params.limits,
    onDropped: (tx, reason) => dropped.push([tx.id, reason]),
    ...(transactions === undefined ? {} : { bounds: { transactions } }),
  })
  return { pool, dropped }
}

const pay = (nonce: number, { fee = FEE, from = alice, amount = 1n } = {}) =>
  transferOf(params, from, { to: carol.address, nonce, fee, amount })

/** The transactions that a block on genesis would contain. */
const select = (pool: Mempool, limits: Partial<typeof params.limits> = {}) =>
  selectTransactions(
    pool,
    state,
    { height: 1, timestamp: NOW, producer: carol.address, final: undefined },
    { genesis: { ...params, limits: { ...params.limits, ...limits } }, engine: builder.engine },
  )

const codeOf = (result: ReturnType<Mempool['add']>) => (result.ok ? 'ok' : result.error.code)

describe('mempool', () => {
  test('admits an affordable transaction once', () => {
    const { pool } = createPool()
    const tx = pay(0)
    expect(codeOf(pool.add(tx, state, NOW))).toBe('ok')
    expect(codeOf(pool.add(tx, state, NOW))).toBe('POOL_KNOWN')
    expect(pool.size).toBe(1)
    expect(pool.bytes).toBe(tx.bytes.length)
  })

  test('admits the least relayed fee, and refuses one unit less', () => {
    const { pool } = createPool()
    expect(codeOf(pool.add(pay(0, { fee: FEE - 1n }), state, NOW))).toBe('POOL_FEE_LOW')
    expect(codeOf(pool.add(pay(0, { fee: FEE }), state, NOW))).toBe('ok')
  })

  test('refuses a transaction that fits into no block, because it would wait for ever', () => {
    const tx = pay(0)
    const poolOf = (limits: Partial<typeof params.limits>) =>
      new Mempool({ engine: builder.engine, limits: { ...params.limits, ...limits }, onDropped: () => {} })
    const codes = (room: number, gas: bigint) =>
      [{ blockBytes: LIST_BYTES + bytesInBody(tx) + room }, { blockGas: intrinsicGas(tx) + gas }].map(
        limits => codeOf(poolOf(limits).add(tx, state, NOW)),
      )
    expect(codes(0, 0n)).toEqual(['ok', 'ok'])
    expect(codes(-1, -1n)).toEqual(['POOL_TOO_LARGE', 'POOL_TOO_LARGE'])
  })

  test('amount and fee together must not exceed what earlier ones leave', () => {
    const { pool } = createPool()
    const balance = 1_000_000_000n
    expect(codeOf(pool.add(pay(0, { amount: balance - FEE + 1n }), state, NOW))).toBe('POOL_BALANCE')
    expect(codeOf(pool.add(pay(0, { amount: balance - FEE }), state, NOW))).toBe('ok')
    expect(codeOf(pool.add(pay(1), state, NOW))).toBe('POOL_BALANCE')
  })

  test('nonces queue with a gap, up to the bound', () => {
    const { pool } = createPool()
    expect(codeOf(pool.add(pay(2), state, NOW))).toBe('ok')
    expect(pool.nextNonce(alice.address, state)).toBe(0)
    pool.add(pay(0), state, NOW)
    expect(pool.nextNonce(alice.address, state)).toBe(1)
    pool.add(pay(1), state, NOW)
    expect(pool.nextNonce(alice.address, state)).toBe(3)
    expect(codeOf(pool.add(pay(MEMPOOL_PER_SENDER), state, NOW))).toBe('POOL_NONCE_FAR')
    expect(codeOf(pool.add(pay(MEMPOOL_PER_SENDER - 1), state, NOW))).toBe('ok')
  })

  test('a replacement pays a tenth more, exactly', () => {
    const { pool, dropped } = createPool()
    const first = pay(0, { fee: 10_000n })
    pool.add(first, state, NOW)
    expect(codeOf(pool.add(pay(0, { fee: 10_999n }), state, NOW))).toBe('POOL_REPLACEMENT_FEE')
    expect(codeOf(pool.add(pay(0, { fee: 11_000n }), state, NOW))).toBe('ok')
    expect(dropped).toEqual([[first.id, 'replaced']])
    expect(pool.size).toBe(1)
  })

  test('transactions in a block leave, with those that became impossible', () => {
    const { pool, dropped } = createPool()
    const rival = pay(0, { fee: 5_000n })
    const later = pay(1)
    pool.add(rival, state, NOW)
    pool.add(later, state, NOW)
    const included = pay(0, { fee: 6_000n })
    const block = builder.build(builder.genesis, [included])
    pool.settle([included], block.state, NOW)
    expect(dropped).toEqual([[rival.id, 'nonce-used']])
    expect(pool.queueOf(alice.address)).toEqual([later])
  })

  test('a used nonce is not charged again', () => {
    const { pool, dropped } = createPool()
    const [first, better, second] = [
      pay(0, { amount: 400_000_000n }),
      pay(0, { amount: 400_000_000n, fee: 2n * FEE }),
      pay(1, { amount: 400_000_000n }),
    ]
    for (const tx of [first, second, better]) pool.add(tx as typeof first, state, NOW)
    const block = builder.build(builder.genesis, [first])
    pool.settle([first], block.state, NOW)
    expect(dropped.map(([, reason]) => reason)).toEqual(['replaced', 'nonce-used'])
    expect(pool.queueOf(alice.address)).toEqual([second])
  })

  test('a transaction behind a gap is evicted first, whatever its fee', () => {
    const { pool, dropped } = createPool(10)
    for (let nonce = 1; nonce <= 8; nonce++) pool.add(pay(nonce, { fee: 90_000n, from: bob }), state, NOW)
    for (let nonce = 0; nonce < 2; nonce++) pool.add(pay(nonce), state, NOW)
    expect(codeOf(pool.add(pay(2), state, NOW))).toBe('ok')
    expect(dropped.every(([, reason]) => reason === 'evicted')).toBe(true)
    expect(pool.queueOf(alice.address)).toHaveLength(3)
    // and evicts no ready transaction
    expect(codeOf(pool.add(pay(20, { fee: 99_000n, from: bob }), state, NOW))).toBe('POOL_FULL')
  })

  test('behind a gap one sender has little room, and takes no room from ready transactions', () => {
    const { pool, dropped } = createPool()
    for (let nonce = 1; nonce <= MEMPOOL_PARKED_PER_SENDER; nonce++) pool.add(pay(nonce), state, NOW)
    expect(codeOf(pool.add(pay(MEMPOOL_PARKED_PER_SENDER + 1), state, NOW))).toBe('POOL_SENDER_FULL')
    expect(codeOf(pool.add(pay(0), state, NOW))).toBe('ok')
    // closes the gap, so that there is room behind the next
    expect(codeOf(pool.add(pay(MEMPOOL_PARKED_PER_SENDER + 2), state, NOW))).toBe('ok')
    expect(dropped).toEqual([])
    expect(pool.readyQueues()).toMatchObject([{ length: MEMPOOL_PARKED_PER_SENDER + 1 }])
  })

  test('coins of transactions behind a gap can be spent before it', () => {
    const { pool, dropped } = createPool()
    const far = pay(3, { amount: 900_000_000n })
    pool.add(far, state, NOW)
    expect(codeOf(pool.add(pay(0, { amount: 900_000_000n }), state, NOW))).toBe('ok')
    expect(dropped).toEqual([[far.id, 'unfunded']])
  })

  test('one sender has a quarter of the bytes', () => {
    const { pool } = createPool()
    const payload = { ...deployPayload('Counter', []), source: 'x'.repeat(60_000) } as Payload
    const large = (nonce: number) => transactionOf(params, alice, payload, { nonce, fee: 10_000_000n })
    const most = Math.floor(MEMPOOL_BYTES_PER_SENDER / large(0).bytes.length)
    for (let nonce = 0; nonce < most; nonce++) expect(codeOf(pool.add(large(nonce), state, NOW))).toBe('ok')
    expect(codeOf(pool.add(large(most), state, NOW))).toBe('POOL_SENDER_FULL')
    expect(codeOf(pool.add(pay(most), state, NOW))).toBe('ok')
    const parked = createPool().pool
    expect(codeOf(parked.add(large(1), state, NOW))).toBe('ok')
    expect(codeOf(parked.add(large(2), state, NOW))).toBe('ok')
    expect(codeOf(parked.add(large(3), state, NOW))).toBe('POOL_SENDER_FULL')
  })

  test('a refusal drops nothing, not even the transaction to replace', () => {
    const { pool, dropped } = createPool(2)
    pool.add(pay(0, { fee: 50_000n }), state, NOW)
    const parked = pay(3, { from: bob })
    pool.add(parked, state, NOW)
    pool.add(pay(1, { fee: 50_000n }), state, NOW)
    expect(dropped).toEqual([[parked.id, 'evicted']])
    expect(codeOf(pool.add(pay(0, { from: bob }), state, NOW))).toBe('POOL_FULL')
    expect(codeOf(pool.add(pay(3, { from: bob, fee: 90_000n }), state, NOW))).toBe('POOL_FULL')
    expect(dropped).toHaveLength(1)
    expect(pool.size).toBe(2)
  })

  test('a full pool refuses after few comparisons, and admits an honest payment after strangers filled a gap', () => {
    const strangers = Array.from({ length: 40 }, (_, i) => testAccount(1_000 + i))
    const crowd = testNetwork({}, [alice, ...strangers])
    const { state: rich } = createChainBuilder(crowd).genesis
    const { pool } = createPool(1_200)
    let looks = 0
    const put = (from: typeof alice, nonce: number, fee: bigint) => {
      const tx = unsignedTransferOf(crowd, from, { to: carol.address, nonce, fee, amount: 1n })
      const watched = Object.defineProperty({ ...tx }, 'fee', {
        get: () => {
          looks++
          return tx.fee
        },
      })
      return codeOf(pool.add(watched as typeof tx, rich, NOW))
    }
    for (const stranger of strangers) for (let i = 1; i <= 20; i++) put(stranger, i, 90_000n)
    expect(pool.size).toBe(MEMPOOL_PARKED)
    expect(put(alice, 0, FEE)).toBe('ok')
    for (const stranger of strangers) for (let i = 0; i < 40; i++) put(stranger, i, 2n * FEE)
    expect(pool.size).toBe(1_200)

    looks = 0
    expect(put(alice, 0, FEE)).toBe('POOL_FULL')
    expect(put(alice, 90, 90_000n)).toBe('POOL_FULL')
    expect(looks).toBeLessThan(50)
    expect(put(alice, 0, 3n * FEE)).toBe('ok')
    expect(pool.readyQueues().at(-1)).toMatchObject([{ sender: alice.address, nonce: 0 }])
  })

  test('a new transaction never evicts those that it must follow', () => {
    const { pool } = createPool(4)
    for (let nonce = 0; nonce < 2; nonce++) pool.add(pay(nonce), state, NOW)
    for (let nonce = 0; nonce < 2; nonce++) pool.add(pay(nonce, { fee: 50_000n, from: bob }), state, NOW)
    expect(codeOf(pool.add(pay(2, { fee: 40_000n }), state, NOW))).toBe('POOL_FULL')
    expect(pool.queueOf(alice.address)).toHaveLength(2)
  })

  test('expired transactions leave', () => {
    const { pool, dropped } = createPool()
    const tx = pay(0)
    pool.add(tx, state, NOW)
    pool.expire((NOW + MEMPOOL_AGE_MS) as UnixMs)
    expect(pool.size).toBe(1)
    pool.expire((NOW + MEMPOOL_AGE_MS + 1) as UnixMs)
    expect(dropped).toEqual([[tx.id, 'expired']])
  })

  test('a full pool drops the cheapest for a better one, and refuses a worse one', () => {
    const { pool, dropped } = createPool(40)
    for (let nonce = 0; nonce < 20; nonce++) {
      pool.add(pay(nonce, { fee: 2_000n }), state, NOW)
      pool.add(pay(nonce, { fee: 3_000n, from: bob }), state, NOW)
    }
    expect(pool.size).toBe(40)
    expect(codeOf(pool.add(pay(20, { fee: 1_500n, from: bob }), state, NOW))).toBe('POOL_FULL')
    expect(codeOf(pool.add(pay(20, { fee: 9_000n, from: bob }), state, NOW))).toBe('ok')
    // With the evicted one go its sender's later ones.
    expect(dropped.length).toBeGreaterThan(0)
    expect(dropped.every(([, reason]) => reason === 'evicted')).toBe(true)
    expect(pool.queueOf(bob.address)).toHaveLength(21)
    expect(pool.size).toBe(41 - dropped.length)
  })
})

describe('selection for a block', () => {
  test('best fee first, each sender in order of nonce', () => {
    const { pool } = createPool()
    const txs = [
      pay(0, { fee: 2_000n }),
      pay(1, { fee: 9_000n }),
      pay(0, { fee: 3_000n, from: bob }),
      pay(1, { fee: 1_000n, from: bob }),
    ]
    for (const tx of txs) pool.add(tx, state, NOW)
    const [a0, a1, b0, b1] = txs
    expect(select(pool)).toEqual([b0, a0, a1, b1])
  })

  test('stops at the number, the bytes and the gas that a block may have', () => {
    const { pool } = createPool()
    for (let nonce = 0; nonce < 20; nonce++) pool.add(pay(nonce), state, NOW)
    expect(select(pool, { blockTransactions: 7 })).toHaveLength(7)
    const blockBytes = 5 + 10 * bytesInBody(pay(0))
    expect(select(pool, { blockBytes })).toHaveLength(10)
    expect(encodeBody(select(pool, { blockBytes })).length).toBeLessThanOrEqual(blockBytes)
    expect(select(pool, { blockBytes: blockBytes - 1 })).toHaveLength(9)
    const blockGas = 3n * intrinsicGas(pay(0))
    expect(select(pool, { blockGas })).toHaveLength(3)
    expect(select(pool, { blockGas: blockGas - 1n })).toHaveLength(2)
  })

  test('a gap in the nonces keeps the rest waiting', () => {
    const { pool } = createPool()
    pool.add(pay(1), state, NOW)
    expect(select(pool)).toEqual([])
  })
})
