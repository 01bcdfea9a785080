import { expect, test } from 'vitest'
import { createSignatureVerifier } from '#chain/signature.ts'
import { MAX_LOCATOR_IDS } from '#network/limits.ts'
import { importBlocks } from '#node/chain/import/import-blocks.ts'
import { live } from '#node/chain/import/live-chain.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { type BuiltBlock, createChainBuilder, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { readRival } from './rival-chain.ts'
import { findFork } from './rival-fork.ts'

const builder = createChainBuilder(testNetwork({ limits: { ...testNetwork().limits, finalityDepth: 1_000 } }))
const own = builder.extend(builder.genesis, 300)
const other = testAccount(5).address
const A_DAY_MS = 86_400_000
const after = (height: number) => own[height - 1] ?? builder.genesis
/** A chain that forks off the own one at this height, up to another height. */
const branch = (fork: number, height: number): BuiltBlock[] => [
  ...own.slice(0, fork),
  ...builder.extend(after(fork), height - fork, { producer: other }),
]

/** A node on its own chain of work, which is final for it up to this height. */
async function nodeWith(final: number) {
  const { chain } = await openChain({
    genesis: builder.params,
    store: createMemoryChainStore(),
    verify: createSignatureVerifier(),
    clock: createFakeClock(after(300).header.timestamp + A_DAY_MS),
  })
  await importBlocks(chain, own)
  live(chain).final = final
  return chain
}

/** How a peer on this chain answers. */
const peerOn = (blocks: readonly BuiltBlock[], asked: string[][] = []) => {
  const headers = blocks.map(({ header }) => header)
  return async (locator: readonly string[], limit: number) => {
    asked.push([...locator])
    const at = locator.map(id => headers.findIndex(header => header.id === id)).find(i => i >= 0) ?? -1
    return headers.slice(at + 1, at + 1 + limit).map(({ bytes }) => bytes)
  }
}

test.each([0, 1, 77, 139])('a fork after block %i is found with few requests', async fork => {
  const asked: string[][] = []
  const common = await findFork(await nodeWith(140), peerOn(branch(fork, 160), asked))
  expect(common?.header.id).toBe(after(fork).header.id)
  expect(asked.length).toBeLessThanOrEqual(2)
  for (const locator of asked) expect(locator.length).toBeLessThanOrEqual(MAX_LOCATOR_IDS)
})

test('no fork is found in a chain with the final block, or without a useful answer', async () => {
  const chain = await nodeWith(140)
  expect(await findFork(chain, peerOn(branch(140, 150)))).toBeUndefined()
  expect(await findFork(chain, async () => [])).toBeUndefined()
  expect(await findFork(chain, async () => [new Uint8Array(9)])).toBeUndefined()
})

test('a chain with more work is a rival, whoever made it; one with less is not', async () => {
  const chain = await nodeWith(140)
  const rival = branch(50, 302)
  expect(await readRival(chain, peerOn(rival))).toEqual({
    ok: true,
    value: { fork: 50, height: 302, totalWeight: rival.at(-1)?.record.totalWeight },
  })
  expect(await readRival(chain, peerOn(branch(50, 298)))).toEqual({ ok: true, value: undefined })
})

test('invalid headers are blamed on the peer that sent them', async () => {
  const chain = await nodeWith(140)
  const rival = branch(50, 302)
  const gap = rival.filter((_, i) => i !== 100)
  expect(await readRival(chain, peerOn(gap))).toMatchObject({ error: { code: 'HEADER_PARENT_UNKNOWN' } })

  const early = builder.build(after(50), [], { producer: other, timestamp: builder.genesis.header.timestamp })
  expect(await readRival(chain, peerOn([...own.slice(0, 50), early]))).toMatchObject({
    error: { code: 'HEADER_TIMESTAMP_OLD' },
  })
})
