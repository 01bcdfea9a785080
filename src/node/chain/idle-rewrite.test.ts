import { expect, test } from 'vitest'
import { createSignatureVerifier } from '#chain/signature.ts'
import { finalByWork } from '#consensus/pow/final-by-work.ts'
import { undoTimeMs } from '#storage/undo-time.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  testAccount,
  testNetwork,
  transferOf,
} from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { DEFAULT_CURVE, type GrownChain, growAtGaps, growByMiners, startChain } from '#testing/grown-chain.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { importBlocks } from './import/import-blocks.ts'
import { openChain } from './open-chain.ts'

/** The default network's floor takes one tab a second and a half. */
const TAB_MS = 1500
const TAB = DEFAULT_CURVE.spacingMs / TAB_MS
const SIXTEEN_TABS = 16 * TAB
const NIGHT = 8 * 3_600_000
/** The depth at which a payment was final regardless of the cost of its blocks. */
const DEPTH = 100

const tipOf = ({ chain }: GrownChain) => chain.tip
const heightOf = (grown: GrownChain) => tipOf(grown).header.height
const finalOf = ({ blocks }: GrownChain) =>
  finalByWork(blocks.toReversed(), { finalityDepth: DEPTH, spacingMs: DEFAULT_CURVE.spacingMs })

/** The reported time that the whole network's power needs to undo the blocks on `below`. */
const undoOf = ({ chain }: GrownChain, below: GrownChain): number =>
  undoTimeMs({ ...chain.tip, ...chain.facts() }, tipOf(below)) ?? 0

/** A payment after an idle night, with the blocks of sixteen tabs on it. */
function afterNight(confirmations: number) {
  const evening = growAtGaps(startChain(), [DEFAULT_CURVE.spacingMs])
  const payment = growAtGaps(evening, [NIGHT])
  const confirmed = growByMiners(payment, SIXTEEN_TABS, { blocks: confirmations })
  return { evening, confirmed, tookMs: confirmed.nowMs - payment.nowMs }
}

/** Blocks at the floor, one every spacing of the idle night, until they outweigh the other chain. */
function secretChain(on: GrownChain, than: GrownChain): GrownChain {
  let secret = on
  while (tipOf(secret).totalWeight <= tipOf(than).totalWeight) {
    secret = growAtGaps(secret, [DEFAULT_CURVE.spacingMs + 1])
  }
  return secret
}

test('sixteen tabs confirm a payment thirty times in seconds, one tab can undo it in minutes, and the reported time says so', () => {
  const { evening, confirmed, tookMs } = afterNight(30)
  const secret = secretChain(evening, confirmed)
  const aloneMs = (heightOf(secret) - heightOf(evening)) * TAB_MS
  // it claims only past time, so no rule forbids it
  expect(secret.nowMs).toBeLessThan(confirmed.nowMs)

  const undoMs = undoOf(confirmed, evening)
  expect(undoMs).toBeGreaterThan(tookMs / 2)
  expect(undoMs).toBeLessThan(2 * tookMs)
  expect(16 * undoMs).toBeLessThan(2 * aloneMs)
  expect(finalOf(confirmed)).toBe(0)
  // and nothing on the secret chain is final for its followers
  expect(finalOf(growByMiners(secret, TAB, { blocks: 5 }))).toBe(0)
})

test('a block at the depth of finality after minutes is not final; it is once the network’s power worked on it for the time of that depth', () => {
  const { evening, confirmed, tookMs } = afterNight(DEPTH + 1)
  expect(tookMs).toBeLessThan(10 * 60_000)
  expect(undoOf(confirmed, evening)).toBeLessThan(10 * 60_000)
  expect(finalOf(confirmed)).toBe(0)

  const shouldMs = DEPTH * DEFAULT_CURVE.spacingMs
  expect(finalOf(growByMiners(confirmed, SIXTEEN_TABS, { ms: 0.8 * shouldMs }))).toBeLessThanOrEqual(
    heightOf(evening),
  )
  const later = growByMiners(confirmed, SIXTEEN_TABS, { ms: 2.5 * shouldMs })
  expect(finalOf(later)).toBeGreaterThan(heightOf(evening))
  expect(undoOf(later, evening)).toBeGreaterThanOrEqual(shouldMs)
})

test('a node follows the heavier secret chain, because the other had no final block, and reports the same time for it', async () => {
  const alice = testAccount(1)
  const consensus = { type: 'pow', ...DEFAULT_CURVE, maxTarget: 2n ** 252n - 1n, emptyBlocks: false } as const
  const genesis = testNetwork({ consensus, limits: { ...testNetwork().limits, finalityDepth: 20 } }, [alice])
  const builder = createChainBuilder(genesis)
  /** Blocks on genesis, the first of which spends alice's coins. */
  const grow = (count: number, { to, firstMs, gapMs }: { to: number; firstMs: number; gapMs: number }) => {
    const spend = transferOf(genesis, alice, { to: testAccount(to).address, nonce: 0 })
    const blocks: BuiltBlock[] = []
    for (let i = 0; i < count; i++) {
      const parent = blocks.at(-1) ?? builder.genesis
      const timestamp = parent.header.timestamp + (i === 0 ? firstMs : gapMs)
      blocks.push(builder.build(parent, i === 0 ? [spend] : [], { timestamp }))
    }
    return { blocks, spend }
  }
  const { blocks: confirmed, spend: payment } = grow(30, { to: 2, firstMs: NIGHT, gapMs: 170 })
  const tip = confirmed.at(-1) as BuiltBlock
  const clock = createFakeClock(tip.header.timestamp)
  const { chain } = await openChain({
    genesis,
    store: createMemoryChainStore(),
    verify: createSignatureVerifier(),
    clock,
  })
  await importBlocks(chain, confirmed)
  expect(await chain.store.tx(payment.id)).toMatchObject({ height: 1 })
  expect(chain.final).toBe(0)

  // lighter at first, so stored as a fork
  const spacing = DEFAULT_CURVE.spacingMs + 1
  const { blocks: secret, spend: other } = grow(60, { to: 3, firstMs: spacing, gapMs: spacing })
  expect((await importBlocks(chain, secret.slice(0, 40))).type).toBe('forked')
  expect((await importBlocks(chain, secret.slice(40))).type).toBe('reorganised')
  expect(await chain.store.tx(payment.id)).toBeUndefined()
  expect(await chain.store.tx(other.id)).toMatchObject({ height: 1 })
})
