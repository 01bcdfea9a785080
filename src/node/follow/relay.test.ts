import { expect, test } from 'vitest'
import type { UnixMs } from '#lib/clock.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  TEST_GENESIS_TIME,
  testAccount,
  testNetwork,
} from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { TestTab } from '#testing/test-tab.ts'

test('a block on a lighter fork is never relayed, because it may be invalid', async () => {
  const genesis = testNetwork()
  const builder = createChainBuilder(genesis)
  const clock = createFakeClock((TEST_GENESIS_TIME + 86_400_000) as UnixMs)
  const random = createSeededRandom('relay')
  const tab = new TestTab(1, { genesis, hub: new MemoryHub({ clock, random }), clock, random })
  await tab.open()
  const announce = ({ header }: BuiltBlock) =>
    tab.node.relay.block({ header: header.bytes, txIds: [] }, testPeer('mallory'))

  for (const block of builder.extend(builder.genesis, 2)) {
    expect(await announce(block)).toEqual({ verdict: 'valid' })
    expect(await announce(block)).toMatchObject({ verdict: 'unchecked', code: 'BLOCK_KNOWN' })
  }
  const fork = builder.build(builder.genesis, [], {
    producer: testAccount(2).address,
    tamper: fields => ({ ...fields, stateRoot: builder.genesis.header.stateRoot }),
  })
  for (let i = 0; i < 2; i++)
    expect(await announce(fork)).toMatchObject({ verdict: 'unchecked', code: 'CHAIN_LIGHTER' })
  await tab.close()
})
