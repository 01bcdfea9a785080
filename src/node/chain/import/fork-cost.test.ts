import { describe, expect, test } from 'vitest'
import type { HeaderFields } from '#chain/block/header.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import { known } from '#lib/assert.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  TEST_GENESIS_TIME,
  testAccount,
  testNetwork,
  transferOf,
} from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore, createMemoryDisk } from '#testing/memory-chain-store.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { ForkQuota } from '../fork-quota.ts'
import {
  FORK_BLOCKS,
  FORK_BLOCKS_PER_PEER,
  FORK_BYTES_PER_PEER,
  LEAST_STATE_BYTES,
  RECENT_STATES_BYTES,
} from '../limits.ts'
import { openChain } from '../open-chain.ts'
import { importBlocks } from './import-blocks.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)]
const network = (finalityDepth: number) =>
  testNetwork({ limits: { ...testNetwork().limits, finalityDepth } }, [alice])
const LENGTH = RECENT_STATES_BYTES / LEAST_STATE_BYTES + 4
const genesis = network(FORK_BLOCKS_PER_PEER + 50)
const builder = createChainBuilder(genesis)

/** A chain that counts the blocks which are applied to its state. */
async function opened(params = genesis, disk = createMemoryDisk()) {
  const { chain } = await openChain({
    genesis: params,
    store: createMemoryChainStore(disk),
    verify: createSignatureVerifier(),
    clock: createFakeClock(TEST_GENESIS_TIME + 86_400_000),
  })
  let applied = 0
  const { begin } = chain.engine
  Object.assign(chain.engine, {
    begin: (...args: Parameters<typeof begin>) => {
      applied++
      begin(...args)
    },
  })
  const receive = (blocks: readonly BuiltBlock[], from = 'mallory', wanted = false) =>
    importBlocks(chain, blocks, { from, wanted })
  const costOf = async (task: () => Promise<unknown>) => {
    const before = applied
    await task()
    return applied - before
  }
  return { chain, receive, costOf, disk }
}

const worthless = (fields: HeaderFields) => ({ ...fields, stateRoot: builder.genesis.header.stateRoot })

describe('a lighter fork', () => {
  test('is not applied, however many there are and in whatever order they grow', async () => {
    const { chain, receive, costOf } = await opened()
    const honest = builder.extend(builder.genesis, LENGTH + 20)
    await receive(honest)
    const forks = [bob, carol].map(({ address }) =>
      builder.extend(builder.genesis, LENGTH, { producer: address }),
    )
    const cost = await costOf(async () => {
      for (let i = 0; i < LENGTH; i++)
        for (const fork of forks) expect((await receive([known(fork[i], 'block')])).type).toBe('forked')
    })
    expect(cost).toBe(0)
    expect(chain.tip.header.id).toBe(honest.at(-1)?.header.id)
  })

  test('is applied once it is heavier, whichever peer sends the last block', async () => {
    const { chain, receive, costOf } = await opened()
    await receive(builder.extend(builder.genesis, 5))
    const pay = transferOf(genesis, alice, { to: bob.address, nonce: 0, fee: 1_000n })
    const first = builder.build(builder.genesis, [pay], { producer: carol.address })
    const fork = [first, ...builder.extend(first, 5, { producer: carol.address })]
    for (const block of fork.slice(0, 5)) expect((await receive([block])).type).toBe('forked')
    expect(await costOf(() => receive(fork.slice(5), 'bob'))).toBe(6)
    expect(chain.tip.header.id).toBe(fork.at(-1)?.header.id)
    expect(chain.state.root()).toBe(fork.at(-1)?.header.stateRoot)
  })

  test('whose end breaks a rule is applied whole once, later only its end', async () => {
    const { chain, receive, costOf } = await opened()
    const honest = builder.extend(builder.genesis, LENGTH)
    await receive(honest)
    const fork = builder.extend(builder.genesis, LENGTH, { producer: carol.address })
    for (const block of fork) expect((await receive([block])).type).toBe('forked')
    const tip = known(fork.at(-1), 'tip of the fork')
    const ends = [1, 2, 3].map(n =>
      builder.build(tip, [], { producer: testAccount(10 + n).address, tamper: worthless }),
    )
    const costs: number[] = []
    for (const end of ends) {
      costs.push(
        await costOf(async () =>
          expect(await receive([end])).toMatchObject({ type: 'invalid', at: end.header.id }),
        ),
      )
    }
    expect(costs).toEqual([LENGTH + 1, 1, 1])
    expect(chain.tip.header.id).toBe(honest.at(-1)?.header.id)
  })

  test('with a rule broken in the middle is refused when it is heavier, and its bodies are forgotten', async () => {
    const { chain, receive, disk } = await opened()
    const honest = builder.extend(builder.genesis, 3)
    await receive(honest)
    const first = builder.build(builder.genesis, [], { producer: carol.address })
    const bad = builder.build(first, [], { producer: carol.address, tamper: worthless })
    const fork = [first, bad, ...builder.extend(bad, 2, { producer: carol.address })]
    for (const block of fork.slice(0, 3)) expect((await receive([block])).type).toBe('forked')
    expect(await receive(fork.slice(3))).toMatchObject({ type: 'invalid', at: bad.header.id })
    expect(chain.tip.header.id).toBe(honest.at(-1)?.header.id)
    expect(fork.map(({ header }) => disk.bodies.has(header.id))).toEqual([true, false, false, false])
  })

  test('has a limited room for each peer, and another peer still has its own', async () => {
    const { chain, receive } = await opened()
    await receive(builder.extend(builder.genesis, FORK_BLOCKS_PER_PEER + 20))
    const fork = builder.extend(builder.genesis, FORK_BLOCKS_PER_PEER + 1, { producer: carol.address })
    expect((await receive(fork.slice(0, -1))).type).toBe('forked')
    expect(await receive(fork.slice(-1))).toMatchObject({ type: 'unchecked', code: 'CHAIN_LIGHTER' })
    expect((await receive(fork.slice(-1), 'bob')).type).toBe('forked')
    // blocks of a heavier chain are not refused
    const other = builder.extend(builder.genesis, FORK_BLOCKS_PER_PEER + 1, { producer: bob.address })
    expect((await receive(other, 'mallory', true)).type).toBe('forked')
    expect(chain.tip.header.height).toBe(FORK_BLOCKS_PER_PEER + 20)
  })

  test('frees its room once it is below the final block, also after a reload', async () => {
    const params = network(5)
    const chains = createChainBuilder(params)
    const { receive, disk } = await opened(params)
    const honest = chains.extend(chains.genesis, 30)
    await receive(honest.slice(0, 3))
    const fork = chains.extend(chains.genesis, 2, { producer: carol.address })
    await receive(fork)
    const again = await opened(params, disk)
    expect(disk.bodies.has(fork[1]?.header.id ?? '')).toBe(true)
    await again.receive(honest.slice(3))
    expect(fork.map(({ header }) => disk.bodies.has(header.id))).toEqual([false, false])
  })
})

test('the room for forks is bounded in bytes and blocks, for each peer and in all', () => {
  const room = new ForkQuota()
  expect(room.hasRoom('mallory', 1, FORK_BYTES_PER_PEER)).toBe(true)
  expect(room.hasRoom('mallory', 1, FORK_BYTES_PER_PEER + 1)).toBe(false)
  expect(room.hasRoom('mallory', FORK_BLOCKS_PER_PEER + 1, 0)).toBe(false)
  const blocks = builder.extend(builder.genesis, FORK_BLOCKS)
  for (const [i, { header, record }] of blocks.entries()) {
    const node = { ...record, header, main: false, stored: true, invalid: false }
    room.take({ node, from: `peer ${i}`, bytes: 1 })
  }
  expect(room.hasRoom('alice', 1, 0)).toBe(false)
})

test('where a seal costs nothing, a fork that leads to a heavier claim is applied as it arrives', async () => {
  const stakers = [alice, bob, carol]
  const params = stakeNetwork({ stakes: stakers.map(account => [account, 100n] as const) })
  const stakes = createSealedChain(params)
  const { receive, costOf } = await opened(params)
  const grow = async (count: number, by: typeof stakers) => {
    const blocks: BuiltBlock[] = []
    for (let i = 0; i < count; i++)
      blocks.push(await stakes.seal(blocks.at(-1) ?? stakes.genesis, [], { by }))
    return blocks
  }
  await receive(await grow(4, [alice]))
  const fork = await grow(3, [bob])
  expect(await costOf(() => receive(fork.slice(0, 1)))).toBe(0)
  expect(await costOf(() => receive(fork.slice(1), 'mallory', true))).toBe(3)
})
