import { describe, expect, test } from 'vitest'
import { type Amount, COIN } from '#chain/amount.ts'
import { intrinsicGas } from '#chain/apply/intrinsic-gas.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import { encode } from '#chain/codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { GENESIS_BOUNDS } from '#chain/limits.ts'
import { readAccount } from '#chain/state/account.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { known } from '#lib/assert.ts'
import { bigintFromBytes, bytesFromBigint, concatBytes } from '#lib/bytes.ts'
import { importBlocks } from '#node/chain/import/import-blocks.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  TEST_GENESIS_TIME,
  testAccount,
  testNetwork,
  transferOf,
} from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { type Judge, openJudge } from '#testing/judge.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { TestTab } from '#testing/test-tab.ts'
import { unappliedBlock } from '#testing/unapplied-block.ts'
import { READMIT_MS } from './limits.ts'

/** The usual attacks on a chain. import-blocks.test.ts has the rest of fork choice. */

const [alice, bob, carol, miner] = [testAccount(1), testAccount(2), testAccount(3), testAccount(4)]
const params = testNetwork({}, [alice])
const builder = createChainBuilder(params)
const { genesis } = builder

const pay = (nonce: number, { to = bob, amount = COIN, on = params, memo = '' } = {}): Transaction =>
  transferOf(on, alice, { to: to.address, nonce, amount, memo, fee: 1000n })

const balance = ({ chain }: Judge, of: typeof alice) => readAccount(chain.state, of.address).balance
const tipOf = ({ chain }: Judge) => chain.tip.header.id
const idOf = (block: BuiltBlock | undefined) => known(block, 'block').header.id

describe('a race between two chains', () => {
  /** Each early block makes the next twice as heavy. */
  const steep = testNetwork({
    consensus: {
      type: 'pow',
      spacingMs: 10_000,
      halflifeMs: 10_000,
      maxTarget: 2n ** 250n - 1n,
      emptyBlocks: true,
    },
    limits: { ...params.limits, futureMs: 2_500 },
  })

  /** A short chain of blocks in haste, and a long one of blocks on time. */
  function race() {
    const { build, genesis } = createChainBuilder(steep)
    const [heavy, long] = [[genesis], [genesis]] as [BuiltBlock[], BuiltBlock[]]
    const last = (blocks: BuiltBlock[]) => known(blocks.at(-1), 'block')
    for (let i = 1; i <= 4; i++) {
      heavy.push(build(last(heavy), [], { timestamp: genesis.header.timestamp + i }))
    }
    for (let i = 1; i <= 10; i++) long.push(build(last(long), [], { producer: bob.address }))
    expect(last(heavy).record.totalWeight).toBeGreaterThan(last(long).record.totalWeight)
    return { heavy: heavy.slice(1), long: long.slice(1) }
  }

  test('the longer but lighter chain loses if it arrives second', async () => {
    const { heavy, long } = race()
    const judge = await openJudge(steep)
    expect(await judge.all(heavy)).toBe('extended')
    expect(await judge.all(long)).toBe('forked')
    expect(tipOf(judge)).toBe(idOf(heavy.at(-1)))
  })

  test('the longer but lighter chain is replaced if it arrived first', async () => {
    const { heavy, long } = race()
    const judge = await openJudge(steep)
    expect(await judge.all(long)).toBe('extended')
    expect(await judge.all(heavy)).toBe('reorganised')
    expect(tipOf(judge)).toBe(idOf(heavy.at(-1)))
    expect(balance(judge, bob)).toBe(0n)
  })

  test('with equal work, of one or three blocks, the first chain seen stays', async () => {
    for (const length of [1, 3]) {
      const judge = await openJudge(params)
      const here = builder.extend(genesis, length)
      expect(await judge.all(here)).toBe('extended')
      expect(await judge.all(builder.extend(genesis, length, { producer: bob.address }))).toBe('forked')
      expect(tipOf(judge)).toBe(idOf(here.at(-1)))
    }
  })

  test('of two winners of one slot of proof of stake the same stays, whichever arrives first', async () => {
    const stakers = [alice, bob]
    const network = stakeNetwork({ stakes: stakers.map(account => [account, 100n] as const) })
    const chain = createSealedChain(network)
    const [first, second] = await bothWin()
    const wins = chain.engine.tieBreak(first.header) < chain.engine.tieBreak(second.header) ? first : second

    for (const [earlier, later] of [[first, second] as const, [second, first] as const]) {
      const judge = await openJudge(network)
      expect(await judge.block(earlier)).toBe('extended')
      expect(await judge.block(later)).toBe(later === wins ? 'reorganised' : 'forked')
      expect(tipOf(judge)).toBe(idOf(wins))
    }

    /** The two blocks of the first slot after genesis that both stakers win. */
    async function bothWin(): Promise<[BuiltBlock, BuiltBlock]> {
      for (let slot = 1; ; slot++) {
        const from = network.timestamp + slot * network.consensus.spacingMs
        const [a, b] = await Promise.all(
          stakers.map(account => chain.seal(chain.genesis, [], { by: [account], from })),
        )
        if (a && b && a.header.seal[0] === BigInt(slot) && b.header.seal[0] === BigInt(slot)) return [a, b]
      }
    }
  })
})

describe('money that is spent twice', () => {
  test('on two forks: the heavier one counts, and the sender of the lost payment receives the reason', async () => {
    const clock = createFakeClock(TEST_GENESIS_TIME + 86_400_000)
    const random = createSeededRandom('double spend')
    const tab = new TestTab(1, { genesis: params, hub: new MemoryHub({ clock, random }), clock, random })
    await tab.open()
    const { node } = tab
    const [one, other] = [pay(0, { to: bob }), pay(0, { to: carol })]
    const here = builder.build(genesis, [one])
    const there = builder.build(genesis, [other], { producer: miner.address })

    expect((await node.outbox.submit(one)).ok).toBe(true)
    await importBlocks(node.chain, [here])
    expect(node.own.get(one.id)).toMatchObject({ status: 'confirmed', height: 1 })

    const outcome = await importBlocks(node.chain, [there, builder.build(there)])
    expect(outcome.type).toBe('reorganised')
    expect(readAccount(node.chain.state, bob.address).balance).toBe(0n)
    expect(readAccount(node.chain.state, carol.address).balance).toBe(COIN)
    expect(await node.chain.store.tx(one.id)).toBeUndefined()
    expect(await node.chain.store.tx(other.id)).toMatchObject({ height: 1 })

    await clock.advance(READMIT_MS)
    expect(node.own.get(one.id)).toMatchObject({
      status: 'dropped',
      reason: expect.stringContaining('same nonce'),
    })
    expect(node.mempool.size).toBe(0)
    await tab.close()
  })

  test('in one block, and again in the next', async () => {
    const judge = await openJudge(params)
    const chain = createSealedChain(params)
    const both = [pay(0, { to: bob }), pay(0, { to: carol })]
    expect(await judge.block(await unappliedBlock(chain, genesis, both, { by: [miner] }))).toBe(
      'TX_NONCE_OLD',
    )

    const first = builder.build(genesis, [pay(0)])
    expect(await judge.block(first)).toBe('extended')
    const again = await unappliedBlock(chain, first, [pay(0)], { by: [miner] })
    expect(await judge.block(again)).toBe('TX_NONCE_OLD')
    expect(balance(judge, bob)).toBe(COIN)
  })

  test('the reward of an abandoned fork is gone, and so are payments made with it', async () => {
    const judge = await openJudge(params)
    const earned = builder.build(genesis, [], { producer: bob.address })
    const spend = transferOf(params, bob, { to: carol.address, nonce: 0, amount: 50n * COIN })
    const spent = builder.build(earned, [spend])
    expect(await judge.all([earned, spent])).toBe('extended')
    expect(balance(judge, carol)).toBe(50n * COIN)

    const fork = builder.extend(genesis, 3, { producer: miner.address })
    expect(await judge.all(fork)).toBe('reorganised')
    expect(balance(judge, carol)).toBe(0n)
    const chain = createSealedChain(params)
    const tip = known(fork.at(-1), 'tip')
    expect(await judge.block(await unappliedBlock(chain, tip, [spend], { by: [miner] }))).toBe('TX_BALANCE')
  })

  test('a reward of one base unit more', async () => {
    const emission = { ...params.emission, reward: (params.emission.reward + 1n) as Amount }
    const greedy = createChainBuilder({ ...params, emission })
    const { stateRoot } = greedy.build(greedy.genesis).header
    const judge = await openJudge(params)
    const block = builder.build(genesis, [], { tamper: fields => ({ ...fields, stateRoot }) })
    expect(await judge.block(block)).toBe('BLOCK_STATE_ROOT')
    expect(await judge.block(builder.build(genesis))).toBe('extended')
  })
})

describe('limits of a network, exactly at and one over', () => {
  const COUNT = 25
  const payments = (on: GenesisParameters) =>
    Array.from({ length: COUNT }, (_, nonce) => pay(nonce, { on, memo: 'x'.repeat(100) }))
  const limited = (limits: Partial<GenesisParameters['limits']>) =>
    testNetwork({ limits: { ...params.limits, ...limits } }, [alice])

  /** The outcome of a block with these payments on a network with these limits. */
  async function within(limits: Partial<GenesisParameters['limits']>): Promise<string> {
    const network = limited(limits)
    const chain = createSealedChain(network)
    const block = await chain.seal(chain.genesis, payments(network), { by: [miner] })
    return (await openJudge(network)).block(block)
  }

  /** The same for payments that do not fit, so that the roots after them are unknown. */
  async function beyond(limits: Partial<GenesisParameters['limits']>): Promise<string> {
    const network = limited(limits)
    const chain = createSealedChain(network)
    const block = await unappliedBlock(chain, chain.genesis, payments(network), { by: [miner] })
    return (await openJudge(network)).block(block)
  }

  test('bytes', async () => {
    const size = encodeBody(payments(params)).length
    expect(size).toBeGreaterThan(GENESIS_BOUNDS.blockBytes[0])
    expect(await within({ blockBytes: size })).toBe('extended')
    expect(await beyond({ blockBytes: size - 1 })).toBe('BLOCK_TOO_LARGE')
  })

  test('transactions', async () => {
    expect(await within({ blockTransactions: COUNT })).toBe('extended')
    expect(await beyond({ blockTransactions: COUNT - 1 })).toBe('BLOCK_TOO_MANY_TRANSACTIONS')
  })

  test('gas', async () => {
    const gas = payments(params).reduce((sum, tx) => sum + intrinsicGas(tx), 0n)
    expect(gas).toBeGreaterThan(GENESIS_BOUNDS.blockGas[0])
    expect(await within({ blockGas: gas })).toBe('extended')
    expect(await beyond({ blockGas: gas - 1n })).toBe('BLOCK_GAS')
  })

  test('blocks that a reorganisation undoes', async () => {
    const network = limited({ finalityDepth: 3 })
    const chain = createChainBuilder(network)
    const fork = chain.extend(chain.genesis, 6, { producer: bob.address })
    const at = await openJudge(network)
    await at.all(chain.extend(chain.genesis, 3))
    expect(await at.all(fork)).toBe('reorganised')
    const over = await openJudge(network)
    await over.all(chain.extend(chain.genesis, 4))
    expect(await over.all(fork)).toBe('HEADER_BELOW_FINALITY')
    expect(over.chain.tip.header.height).toBe(4)
  })

  test('a block too far ahead of the clock is imported once its time has come', async () => {
    const judge = await openJudge(params, TEST_GENESIS_TIME + 1_000_000)
    const ahead = (ms: number) => builder.build(genesis, [], { timestamp: judge.clock.now() + ms })
    const { futureMs } = params.limits
    const over = ahead(futureMs + 1)
    expect(await judge.block(over)).toBe('HEADER_TIMESTAMP_FUTURE')
    expect(await judge.block(ahead(futureMs))).toBe('extended')
    await judge.clock.advance(1)
    expect(await judge.block(over)).toBe('forked')
  })
})

describe('transactions that are not what they seem', () => {
  /** The outcome of a block with this transaction. */
  async function carrying(tx: Transaction): Promise<string> {
    const chain = createSealedChain(params)
    const block = await unappliedBlock(chain, chain.genesis, [tx], { by: [miner] })
    return (await openJudge(params)).block(block)
  }

  test('from another network', async () => {
    expect(await carrying(pay(0, { on: testNetwork({ name: 'Test 2' }, [alice]) }))).toBe('TX_OTHER_NETWORK')
  })

  test('before their turn', async () => {
    expect(await carrying(pay(1))).toBe('TX_NONCE_GAP')
  })

  test('with the signature of another transaction, of another account, or none', async () => {
    const [tx, other] = [pay(0), pay(1)]
    const bobs = transferOf(params, bob, { to: bob.address, nonce: 0, amount: COIN, fee: 1000n })
    for (const signature of [other.signature, bobs.signature, new Uint8Array(64)]) {
      expect(await carrying(assembleTransaction(tx, signature))).toBe('TX_SIGNATURE')
    }
  })

  test('with a signature changed by a third party into another valid-looking one: S + L', async () => {
    const tx = pay(0)
    const scalar = bigintFromBytes(tx.signature.slice(32).reverse())
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const malleable = concatBytes(tx.signature.slice(0, 32), bytesFromBigint(scalar + order, 32).reverse())
    const twin = assembleTransaction(tx, malleable)
    expect(twin.id).not.toBe(tx.id)
    expect(await carrying(twin)).toBe('TX_SIGNATURE')
  })

  test('in equivalent bytes that are not canonical', async () => {
    const block = builder.build(genesis, [pay(0)])
    const tx = known(block.transactions[0], 'payment').bytes
    // the count of nine fields in long form; the version in two bytes
    const long = concatBytes(Uint8Array.of(0x98, 9), tx.subarray(1))
    const wide = concatBytes(Uint8Array.of(0x89, 0x18, 1), tx.subarray(2))
    const judge = await openJudge(params)
    for (const bytes of [long, wide]) {
      expect(await judge.bytes(block.header.bytes, encode([bytes]))).toBe('ENCODING_NOT_CANONICAL')
    }
    const body = encodeBody(block.transactions)
    const longBody = concatBytes(Uint8Array.of(0x98, 1), body.subarray(1))
    expect(await judge.bytes(block.header.bytes, longBody)).toBe('ENCODING_NOT_CANONICAL')
    const header = concatBytes(Uint8Array.of(0x98, 11), block.header.bytes.subarray(1))
    expect(await judge.bytes(header, body)).toBe('ENCODING_NOT_CANONICAL')
    expect(await judge.block(block)).toBe('extended')
  })
})
