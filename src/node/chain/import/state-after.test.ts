import { expect, test } from 'vitest'
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
import { LEAST_STATE_BYTES, RECENT_STATES_BYTES } from '../limits.ts'
import { openChain } from '../open-chain.ts'
import { importBlocks } from './import-blocks.ts'
import { stateAfter } from './state-after.ts'

const [alice, bob] = [testAccount(1), testAccount(2)]
const genesis = testNetwork({}, [alice])
const builder = createChainBuilder(genesis)
/** The number of states kept while blocks change little. */
const RECENT_STATES = RECENT_STATES_BYTES / LEAST_STATE_BYTES
const main: BuiltBlock[] = []
for (let nonce = 0; nonce < RECENT_STATES + 10; nonce++) {
  const pay = transferOf(genesis, alice, { to: bob.address, nonce, fee: 1_000n })
  main.push(builder.build(main.at(-1) ?? builder.genesis, [pay]))
}
const at = (height: number) => known(main[height - 1], 'block')

async function opened(disk = createMemoryDisk()) {
  const clock = createFakeClock(TEST_GENESIS_TIME + 86_400_000)
  const store = createMemoryChainStore(disk)
  const { chain } = await openChain({ genesis, store, verify: createSignatureVerifier(), clock })
  const read: string[] = []
  const { body } = store
  store.body = id => {
    read.push(id)
    return body(id)
  }
  const nodeOf = ({ header }: BuiltBlock) => known(chain.tree.get(header.id), 'block in the tree')
  return { chain, nodeOf, read }
}

test('for a block below all states in memory the blocks above it are undone once, from the nearest state', async () => {
  const { chain, nodeOf, read } = await opened()
  await importBlocks(chain, main)
  const lowest = main.length - RECENT_STATES + 1
  expect(chain.recent.get(at(lowest).header.id)).toBeDefined()
  expect(chain.recent.get(at(lowest - 1).header.id)).toBeUndefined()

  const state = await stateAfter(chain, nodeOf(at(lowest - 3)))
  expect(state?.root()).toBe(at(lowest - 3).header.stateRoot)
  expect(read).toEqual([lowest, lowest - 1, lowest - 2].map(height => at(height).header.id))
  expect(await stateAfter(chain, nodeOf(at(lowest - 3)))).toBe(state)
  expect(read).toHaveLength(3)
})

test('after a reload, when only the tip’s state is in memory', async () => {
  const disk = createMemoryDisk()
  await importBlocks((await opened(disk)).chain, main)
  const { chain, nodeOf } = await opened(disk)
  expect(await stateAfter(chain, chain.tip)).toBe(chain.state)
  const state = await stateAfter(chain, nodeOf(at(1)))
  expect(state?.root()).toBe(at(1).header.stateRoot)
})

test('the state of a fork is unknown once it is out of memory', async () => {
  const disk = createMemoryDisk()
  const fork = builder.build(at(3), [], { producer: bob.address })
  const first = await opened(disk)
  await importBlocks(first.chain, [...main.slice(0, 3), fork])
  await importBlocks(first.chain, main.slice(3, 6))
  expect(first.chain.tip.header.id).toBe(at(6).header.id)
  expect((await stateAfter(first.chain, first.nodeOf(fork)))?.root()).toBe(fork.header.stateRoot)

  const { chain, nodeOf } = await opened(disk)
  expect(await stateAfter(chain, nodeOf(fork))).toBeUndefined()
})
