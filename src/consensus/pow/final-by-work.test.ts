import { describe, expect, test } from 'vitest'
import { PRESETS } from '#chain/genesis/presets.ts'
import type { Scenario } from '#testing/difficulty-simulation.ts'
import { effort } from '#testing/effort.ts'
import { DEFAULT_CURVE, type GrownChain, growAtGaps, growByMiners, startChain } from '#testing/grown-chain.ts'
import { finalByWork } from './final-by-work.ts'
import { MAX_WAITING_BLOCKS } from './limits.ts'

const HOUR = 3_600_000
const DEPTH = 100
/** A tab finds a block at the floor in a second and a half. */
const TAB = DEFAULT_CURVE.spacingMs / 1500
const SIXTEEN_TABS = 16 * TAB

const finalOf = ({ blocks }: GrownChain, finalityDepth = DEPTH, spacingMs = DEFAULT_CURVE.spacingMs) =>
  finalByWork(blocks.toReversed(), { finalityDepth, spacingMs })
const heightOf = ({ blocks }: GrownChain) => blocks.length - 1
const repeat = (count: number, gapMs: number) => Array.from({ length: count }, () => gapMs)

describe('a block is final by work', () => {
  test('on time, with the depth', () => {
    expect(finalOf(growAtGaps(startChain(), repeat(DEPTH, DEFAULT_CURVE.spacingMs)))).toBe(0)
    expect(finalOf(growAtGaps(startChain(), repeat(DEPTH + 7, DEFAULT_CURVE.spacingMs)))).toBe(7)
  })

  test('so does a payment an hour, of which nobody knows how long it was searched for', () => {
    expect(finalOf(growAtGaps(startChain(), repeat(DEPTH + 7, HOUR)))).toBe(7)
  })

  test('not by a burst of blocks: sixteen tabs make twice the depth in half an hour', () => {
    const burst = growByMiners(startChain(), SIXTEEN_TABS, { blocks: 2 * DEPTH })
    expect(burst.nowMs).toBeLessThan(HOUR)
    expect(finalOf(burst)).toBe(0)
  })

  test('while somebody always mines, once everybody’s power has gone into it for as long as the depth should take, or twice that', () => {
    const chain = growByMiners(startChain(), SIXTEEN_TABS, { blocks: 1000 })
    const above = heightOf(chain) - finalOf(chain)
    expect(above).toBeGreaterThanOrEqual(DEPTH)
    expect(above).toBeLessThan(2 * DEPTH)
  })

  test('not by blocks at the floor, once more power was seen: whoever waits for payments has made little', () => {
    const busy = growByMiners(startChain(), SIXTEEN_TABS, { blocks: 60 })
    expect(finalOf(growAtGaps(busy, repeat(20 * DEPTH, HOUR)))).toBeLessThanOrEqual(heightOf(busy))
  })

  test('at the latest below so many blocks as a node can undo', () => {
    const busy = growByMiners(startChain(), SIXTEEN_TABS, { blocks: 60 })
    const idle = growAtGaps(busy, repeat(MAX_WAITING_BLOCKS, HOUR))
    expect(finalOf(idle)).toBe(heightOf(busy))
  })

  test('as far as the ancestors go that there are', () => {
    const { blocks } = growAtGaps(startChain(), repeat(DEPTH + 7, DEFAULT_CURVE.spacingMs))
    expect(finalByWork(blocks.slice(8).reverse(), { finalityDepth: DEPTH, ...DEFAULT_CURVE })).toBe(0)
    expect(finalByWork([], { finalityDepth: DEPTH, ...DEFAULT_CURVE })).toBe(0)
  })
})

describe('whoever dates blocks as it likes', () => {
  test('makes nothing final sooner: neither by one moment for a day’s work, nor by a chain at the floor that fills a night', () => {
    const busy = growByMiners(startChain(), SIXTEEN_TABS, { blocks: 60 })
    const before = heightOf(busy)
    expect(finalOf(growAtGaps(busy, repeat(3 * DEPTH, 0)))).toBeLessThanOrEqual(before)

    const night = growAtGaps(busy, repeat(900, DEFAULT_CURVE.spacingMs + 1))
    expect(finalOf(night)).toBeLessThanOrEqual(before)
  })

  test('and mines one block in four does not keep the others’ from becoming final', () => {
    const futureMs = 15_000
    const clockErrorMs: Scenario['clockErrorMs'] = random =>
      random.below(4) ? 0 : random.below(2) ? futureMs : -futureMs
    const chain = growByMiners(startChain(), SIXTEEN_TABS, { blocks: 1000 }, { clockErrorMs })
    const above = heightOf(chain) - finalOf(chain)
    expect(above).toBeGreaterThanOrEqual(DEPTH)
    expect(above).toBeLessThan(4 * DEPTH)
  })
})

const THIRDS = [1 / 3, 1 / 3, 1 / 3]
const CUTS: [hours: number, parts: number[]][] = [
  [4 / 60, THIRDS],
  [8, [0.5, 0.5]],
  [8, [0.33, 0.67]],
  [1, THIRDS],
  [8, THIRDS],
  [8, [0.4, 0.6]],
  [8, [0.11, 0.89]],
  [8, [0.2, 0.4, 0.4]],
]

describe.each(['open', 'classic'] as const)('the preset %s, cut in parts while everybody mines', name => {
  const { consensus, limits } = PRESETS[name]
  const { spacingMs, halflifeMs } = consensus
  const curve = { spacingMs, halflifeMs }
  const together = growByMiners(startChain(curve), 32, { ms: 4 * HOUR }, curve)
  const fork = heightOf(together)

  test.each(CUTS.slice(0, effort(3, CUTS.length)))(
    'for %d hours, with %j of the power: never is something final in two of them, nor in a lesser one',
    (hours, parts) => {
      const cut = parts.map(part => growByMiners(together, 32 * part, { ms: hours * HOUR }, curve))
      const finals = cut.map(side => finalOf(side, limits.finalityDepth, spacingMs))
      expect(finals.filter(final => final > fork).length).toBeLessThan(2)
      for (const [i, final] of finals.entries()) {
        if ((parts[i] ?? 0) <= 0.5) expect(final).toBeLessThanOrEqual(fork)
      }
    },
  )
})
