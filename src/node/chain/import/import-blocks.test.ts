import { describe, expect, test } from 'vitest'
import { createSignatureVerifier } from '#chain/signature.ts'
import { readAccount } from '#chain/state/account.ts'
import type { ChainStore } from '#storage/chain-store.ts'
import { StorageError } from '#storage/chain-store.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  TEST_GENESIS_TIME,
  testAccount,
  testNetwork,
  transferOf,
} from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import type { Chain, TipChange } from '../chain.ts'
import { openChain } from '../open-chain.ts'
import { importBlocks } from './import-blocks.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)]
const params = testNetwork({ limits: { ...testNetwork().limits, finalityDepth: 10 } }, [alice])
const builder = createChainBuilder(params)
const A_DAY_MS = 86_400_000

async function openTestChain(store: ChainStore = createMemoryChainStore()): Promise<Chain> {
  const clock = createFakeClock(TEST_GENESIS_TIME + A_DAY_MS)
  const { chain } = await openChain({ genesis: params, store, verify: createSignatureVerifier(), clock })
  return chain
}

const pay = (nonce: number, to = bob) => transferOf(params, alice, { to: to.address, nonce, fee: 1_000n })
const importAll = (chain: Chain, blocks: readonly BuiltBlock[]) => importBlocks(chain, blocks)

describe('import of blocks', () => {
  test('a block on the tip extends the chain and is stored', async () => {
    const chain = await openTestChain()
    const block = builder.build(builder.genesis, [pay(0)])
    const outcome = await importAll(chain, [block])

    expect(outcome.type).toBe('extended')
    expect(chain.tip.header.id).toBe(block.header.id)
    expect(chain.state.root()).toBe(block.header.stateRoot)
    const row = await chain.store.blockAt(1)
    expect(row).toMatchObject({ id: block.header.id, main: 1, transactions: 1, fees: 1_000n })
    const [tx] = await chain.store.history(bob.text, 10)
    expect(tx).toMatchObject({ id: block.transactions[0]?.id, height: 1, sender: alice.text, to: bob.text })
  })

  test('the same block again is known', async () => {
    const chain = await openTestChain()
    const block = builder.build(builder.genesis)
    await importAll(chain, [block])
    expect((await importAll(chain, [block])).type).toBe('known')
  })

  test('a block whose parent is missing is an orphan and leaves nothing', async () => {
    const chain = await openTestChain()
    const [, second] = builder.extend(builder.genesis, 2)
    expect((await importAll(chain, [second as BuiltBlock])).type).toBe('orphan')
    expect(chain.tree.get((second as BuiltBlock).header.id)).toBeUndefined()
  })

  test('a fork of equal work is stored, and wins when it is heavier', async () => {
    const chain = await openTestChain()
    const changes: TipChange[] = []
    chain.onMove(change => changes.push(change))
    const here = builder.build(builder.genesis, [pay(0, bob)])
    const there = builder.build(builder.genesis, [pay(0, carol)], { producer: carol.address })
    const next = builder.build(there, [], { producer: carol.address })

    await importAll(chain, [here])
    expect((await importAll(chain, [there])).type).toBe('forked')
    expect(chain.tip.header.id).toBe(here.header.id)

    const outcome = await importAll(chain, [next])
    expect(outcome.type).toBe('reorganised')
    expect(chain.tip.header.id).toBe(next.header.id)
    expect(chain.state.root()).toBe(next.header.stateRoot)
    expect(readAccount(chain.state, bob.address).balance).toBe(0n)
    expect(changes.at(-1)?.reverted.flatMap(block => block.transactions)).toEqual(here.transactions)
    expect(await chain.store.tx(here.transactions[0]?.id ?? '')).toBeUndefined()
    expect((await chain.store.block(here.header.id))?.main).toBe(0)
  })

  test('a fork deeper than finality is refused, and no peer is blamed', async () => {
    const chain = await openTestChain()
    await importAll(chain, builder.extend(builder.genesis, 11))
    const other = builder.extend(builder.genesis, 14, { producer: carol.address })
    const outcome = await importAll(chain, other)
    expect(outcome.type).toBe('unchecked')
    expect(chain.tip.header.height).toBe(11)
  })

  test('a fork whose body was trimmed from the database is fetched again, not a crash', async () => {
    const store = createMemoryChainStore()
    const trimmed = new Set<string>()
    const chain = await openTestChain({
      ...store,
      body: id => (trimmed.has(id) ? Promise.resolve(undefined) : store.body(id)),
    })
    await importAll(chain, builder.extend(builder.genesis, 2))
    const fork = builder.extend(builder.genesis, 3, { producer: carol.address })
    await importAll(chain, fork.slice(0, 2))
    trimmed.add(fork[0]?.header.id ?? '')
    expect(await importAll(chain, fork.slice(2))).toMatchObject({ type: 'orphan' })
    expect(chain.tip.header.height).toBe(2)
    expect((await importAll(chain, fork)).type).toBe('reorganised')
  })

  test('a header that forks off below the final block is not judged', async () => {
    const chain = await openTestChain()
    const main = builder.extend(builder.genesis, 15)
    await importAll(chain, main)
    const below = builder.build(main[2] as BuiltBlock, [], { producer: carol.address })
    expect((await importAll(chain, [below])).type).toBe('unchecked')
    const at = builder.build(main[4] as BuiltBlock, [], { producer: carol.address })
    expect((await importAll(chain, [at])).type).toBe('forked')
  })

  test('a fork exactly as deep as finality is followed', async () => {
    const chain = await openTestChain()
    await importAll(chain, builder.extend(builder.genesis, 10))
    const other = builder.extend(builder.genesis, 12, { producer: carol.address })
    expect((await importAll(chain, other)).type).toBe('reorganised')
  })

  test('a wrong state root is invalid, and so is everything on top', async () => {
    const chain = await openTestChain()
    const bad = builder.build(builder.genesis, [], {
      tamper: fields => ({ ...fields, stateRoot: builder.genesis.header.stateRoot }),
    })
    expect(await importAll(chain, [bad])).toMatchObject({
      type: 'invalid',
      at: bad.header.id,
      violation: { code: 'BLOCK_STATE_ROOT' },
    })
    expect(chain.tip.header.height).toBe(0)

    const child = builder.build(bad)
    expect(await importAll(chain, [child])).toMatchObject({
      type: 'invalid',
      violation: { code: 'HEADER_ON_INVALID' },
    })
  })

  test('a block from the future is unchecked', async () => {
    const chain = await openTestChain()
    const ahead = builder.build(builder.genesis, [], {
      timestamp: chain.clock.now() + params.limits.futureMs + 1,
    })
    expect((await importAll(chain, [ahead])).type).toBe('unchecked')
    expect(chain.tree.get(ahead.header.id)).toBeUndefined()
  })

  test('many blocks are stored in one commit, or none of them', async () => {
    const store = createMemoryChainStore()
    let commits = 0
    const counted: ChainStore = {
      ...store,
      commit: change => {
        commits++
        return store.commit(change)
      },
    }
    const chain = await openTestChain(counted)
    commits = 0
    const blocks = builder.extend(builder.genesis, 9)
    await importAll(chain, blocks)
    expect(commits).toBe(1)
    expect(chain.tip.header.height).toBe(9)
  })

  test('a failing database changes nothing, and no peer is blamed', async () => {
    const store = createMemoryChainStore()
    let full = false
    const failing: ChainStore = {
      ...store,
      commit: change =>
        full ? Promise.reject(new StorageError('STORAGE_FULL', 'storage is full')) : store.commit(change),
    }
    const chain = await openTestChain(failing)
    const block = builder.build(builder.genesis)
    full = true
    const outcome = await importAll(chain, [block])
    expect(outcome).toMatchObject({ type: 'unchecked', storage: { code: 'STORAGE_FULL' } })
    expect(chain.tip.header.height).toBe(0)

    full = false
    expect((await importAll(chain, [block])).type).toBe('extended')
  })

  test('after a reload the chain continues from the stored tip', async () => {
    const store = createMemoryChainStore()
    const first = await openTestChain(store)
    const blocks = [builder.build(builder.genesis, [pay(0)])]
    for (const built of builder.extend(blocks[0] as BuiltBlock, 14)) blocks.push(built)
    await importAll(first, blocks)

    const again = await openTestChain(store)
    expect(again.tip.header.id).toBe(first.tip.header.id)
    expect(again.tip.totalWeight).toBe(first.tip.totalWeight)
    expect(again.state.root()).toBe(first.state.root())
    const next = builder.build(blocks.at(-1) as BuiltBlock)
    expect((await importAll(again, [next])).type).toBe('extended')
  })
})
