import { expect, test } from 'vitest'
import { createSignatureVerifier } from '#chain/signature.ts'
import { createChainBuilder, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { importBlocks } from './import/import-blocks.ts'
import { openChain } from './open-chain.ts'

test('two halves of a network converge on the heavier chain after hundreds of blocks each', async () => {
  const genesis = testNetwork({ limits: { ...testNetwork().limits, finalityDepth: 1_000 } })
  const builder = createChainBuilder(genesis)
  const here = builder.extend(builder.genesis, 800)
  const there = builder.extend(builder.genesis, 801, { producer: testAccount(5).address })
  const tip = there.at(-1)
  const clock = createFakeClock(tip?.header.timestamp)
  const { chain } = await openChain({
    genesis,
    store: createMemoryChainStore(),
    verify: createSignatureVerifier(),
    clock,
  })
  await importBlocks(chain, here)
  // in the order of a catch-up: lighter at first
  for (let i = 0; i < there.length; i += 100) await importBlocks(chain, there.slice(i, i + 100))
  expect(chain.tip.header.id).toBe(tip?.header.id)
})
