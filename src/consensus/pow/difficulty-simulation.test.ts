import { describe, expect, test } from 'vitest'
import { type MinedBlock, mine, type Scenario, TargetChain } from '#testing/difficulty-simulation.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'

/** The bounds are those of docs/protocol.md, Proof of work; everything here is in milliseconds. */
interface Curve {
  readonly spacingMs: number
  readonly halflifeMs: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CLASSIC: Curve = { spacingMs: 30_000, halflifeMs: 10 * MINUTE }
/** The shorter the halflife, the more depends on chance, and the less a run costs. */
const CURVES: [name: string, curve: Curve, runs: number][] = [
  ['30 s, halflife 10 min', CLASSIC, 40],
  ['10 s, halflife 10 min', { spacingMs: 10_000, halflifeMs: 10 * MINUTE }, 20],
  ['10 s, halflife 10 s, the shortest', { spacingMs: 10_000, halflifeMs: 10_000 }, 500],
]

/** A search takes this many times its mean once in 500 million blocks: e^20. */
const UNLUCKY = 20

/** How far chance and clocks move the schedule from where the hash rate holds it. */
const swingMs = ({ spacingMs, halflifeMs }: Curve, clockErrorMs: number) =>
  6 * Math.sqrt(spacingMs * halflifeMs) + 2 * clockErrorMs

/**
 * The bound of how far blocks are ahead of one per spacing, from any one of them on, after a hash rate of at
 * most `peak`.
 */
const maxAheadMs = (curve: Curve, peak: number, clockErrorMs = 0) =>
  Math.log2(Math.max(1, peak)) * curve.halflifeMs + swingMs(curve, clockErrorMs)

/** The longest search at hash rate `rate` after one of at most `peak`. */
const maxSearchMs = (curve: Curve, peak: number, rate: number, clockErrorMs = 0) =>
  ((UNLUCKY * curve.spacingMs * Math.max(1, peak)) / rate) *
  2 ** (swingMs(curve, clockErrorMs) / curve.halflifeMs)

/** Blocks of a scenario until a time, and the first one after it. */
function mineUntil(scenario: Scenario, untilMs: number): MinedBlock[] {
  const blocks: MinedBlock[] = []
  for (const block of mine(scenario)) {
    blocks.push(block)
    if (block.foundMs > untilMs) return blocks
  }
  return blocks
}

/** The most that the blocks are ahead of one per spacing, counted from genesis or any block. */
function aheadMs(times: readonly number[], spacingMs: number): number {
  let [lead, least, most] = [0, 0, 0]
  let before = 0
  for (const time of times) {
    lead += spacingMs - (time - before)
    before = time
    least = Math.min(least, lead)
    most = Math.max(most, lead - least)
  }
  return most
}

const longestSearchMs = (blocks: readonly MinedBlock[]) => Math.max(...blocks.map(block => block.searchMs))
const foundTimes = (blocks: readonly MinedBlock[]) => blocks.map(block => block.foundMs)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => createSeededRandom(seed))

describe.each(CURVES)('blocks every %s', (_name, curve, runs) => {
  const { spacingMs, halflifeMs } = curve

  test.each([0.5, 1, 1.2, 16, 1000])('a steady hash rate of %d keeps within the bounds', rate => {
    for (const random of seeds(5)) {
      const blocks = mineUntil({ ...curve, random, shifts: [{ fromMs: 0, rate }] }, 300 * spacingMs)
      expect(aheadMs(foundTimes(blocks), spacingMs)).toBeLessThan(maxAheadMs(curve, rate))
      expect(longestSearchMs(blocks)).toBeLessThan(maxSearchMs(curve, rate, rate))
    }
  })

  test('the hash rate rises a thousandfold: blocks are early once, and within a halflife the pace is back', () => {
    const pacedAfter: number[] = []
    for (const random of seeds(runs)) {
      const blocks = mineUntil(
        { ...curve, random, shifts: [{ fromMs: 0, rate: 1000 }] },
        4 * halflifeMs + 20 * spacingMs,
      )
      const ahead = aheadMs(foundTimes(blocks), spacingMs)
      expect(ahead).toBeLessThan(maxAheadMs(curve, 1000))
      // the schedule is ahead by as much as the hash rate asks for, so the bound is meaningful
      expect(ahead).toBeGreaterThan(Math.log2(1000) * halflifeMs - swingMs(curve, 0))
      pacedAfter.push(paceIsBack(blocks, 0, ({ difficulty }) => difficulty >= 1000 / 2))
    }
    expect(mean(pacedAfter)).toBeLessThan(halflifeMs + spacingMs)
  })

  test.each([2, 16, 1000])(
    'all but one in %i of the hash rate leave: one long block, then the pace is back',
    fall => {
      const leaveMs = 14 * halflifeMs
      const shifts = [
        { fromMs: 0, rate: 4 * fall },
        { fromMs: leaveMs, rate: 4 },
      ]
      const pacedAfter: number[] = []
      for (const random of seeds(runs)) {
        const blocks: MinedBlock[] = []
        for (const block of mine({ ...curve, random, shifts })) {
          blocks.push(block)
          if (block.foundMs > leaveMs && block.difficulty <= 2 * 4) break
        }
        expect(longestSearchMs(blocks)).toBeLessThan(maxSearchMs(curve, 4 * fall, 4))
        expect(aheadMs(foundTimes(blocks), spacingMs)).toBeLessThan(maxAheadMs(curve, 4 * fall))
        pacedAfter.push(paceIsBack(blocks, leaveMs, ({ difficulty }) => difficulty <= 2 * 4))
      }
      expect(mean(pacedAfter)).toBeLessThan(2 * (Math.log2(fall) * halflifeMs + fall * spacingMs))
    },
  )

  const errorMs = halflifeMs / 4
  test.each<[string, NonNullable<Scenario['clockErrorMs']>]>([
    ['wrong at random', random => random.below(2 * errorMs + 1) - errorMs],
    ['ahead or behind', random => (random.below(2) === 0 ? -errorMs : errorMs)],
    ['ahead in three of ten blocks', random => (random.below(10) < 3 ? errorMs : 0)],
    ['behind in nine of ten blocks', random => (random.below(10) < 9 ? -errorMs : 0)],
  ])('clocks %s, as far as the rules allow, cost no more than twice their error', (_clocks, clockErrorMs) => {
    for (const rate of [1, 1.2, 50]) {
      for (const random of seeds(2)) {
        const shifts = [{ fromMs: 0, rate }]
        const blocks = mineUntil({ ...curve, random, shifts, clockErrorMs }, 200 * spacingMs)
        expect(aheadMs(foundTimes(blocks), spacingMs)).toBeLessThan(maxAheadMs(curve, rate, errorMs))
        expect(longestSearchMs(blocks)).toBeLessThan(maxSearchMs(curve, rate, rate, errorMs))
      }
    }
  })
})

/** A tab finds a block at the default network's floor in about a second, and so thirty per spacing. */
const TAB = 30

test.each([
  [640, 40],
  [601, 1],
])('of %i miners all but %i leave at once', (before, after) => {
  const leaveMs = 3 * HOUR
  const shifts = [
    { fromMs: 0, rate: before * TAB },
    { fromMs: leaveMs, rate: after * TAB },
  ]
  for (const random of seeds(10)) {
    const blocks = mineUntil({ ...CLASSIC, random, shifts }, leaveMs + 24 * HOUR)
    expect(longestSearchMs(blocks)).toBeLessThan(maxSearchMs(CLASSIC, before * TAB, after * TAB))
    expect(aheadMs(foundTimes(blocks), CLASSIC.spacingMs)).toBeLessThan(maxAheadMs(CLASSIC, before * TAB))

    // the last hours are as if the many had never been there
    const settled = blocks.filter(block => block.foundMs > leaveMs + 18 * HOUR)
    expect(longestSearchMs(settled)).toBeLessThan(maxSearchMs(CLASSIC, after * TAB, after * TAB))
  }
})

test('a class that mines an hour a day never finds a schedule that is days behind, nor one that stalls', () => {
  const rate = 24 * TAB
  const shifts = Array.from({ length: 10 }, (_, day) => [
    { fromMs: day * 24 * HOUR, rate },
    { fromMs: (day * 24 + 1) * HOUR, rate: 0 },
  ])
    .flat()
    .slice(0, -1)
  for (const random of seeds(4)) {
    const blocks = mineUntil({ ...CLASSIC, random, shifts }, 9 * 24 * HOUR + HOUR)
    expect(aheadMs(foundTimes(blocks), CLASSIC.spacingMs)).toBeLessThan(maxAheadMs(CLASSIC, rate))
    expect(longestSearchMs(blocks)).toBeLessThan(maxSearchMs(CLASSIC, rate, rate))
  }
})

describe('solve times from −300 to +900 s', () => {
  const SHORTEST = -300_000
  const LONGEST = 900_000

  test.each<[string, Curve]>([
    ['30 s', CLASSIC],
    ['300 s, their mean', { spacingMs: 300_000, halflifeMs: HOUR }],
    ['600 s', { spacingMs: 600_000, halflifeMs: 48 * HOUR }],
  ])(
    'spacing %s: the difficulty is 2^(haste / halflife), so it forgets no haste and all lateness',
    (_name, curve) => {
      const { spacingMs, halflifeMs } = curve
      const hasteMs = (chain: TargetChain) => Math.log2(chain.nextDifficulty()) * halflifeMs

      for (const random of seeds(10)) {
        const chain = new TargetChain(curve)
        const times: number[] = []
        const put = (solveMs: number) => {
          const timestampMs = Math.max((times.at(-1) ?? 0) + solveMs, chain.earliestMs())
          times.push(timestampMs)
          chain.extend(timestampMs)
        }
        // regimes of quick, slow and mixed blocks, so that the walk goes far from the floor and back
        for (let regime = 0; regime < 6; regime++) {
          const [least, most] = [SHORTEST + random.below(600_000), LONGEST - random.below(600_000)]
          for (let i = 0; i < 60; i++) put(least + random.below(most - least + 1))

          // the fixed point rounds by a part in 65536 per anchor, its cubic by a part in 5000
          const rounding = (times.length / 65_536 + 1 / 5_000) * halflifeMs
          expect(Math.abs(hasteMs(chain) - hasteNow(times, spacingMs))).toBeLessThan(rounding)
        }

        const lateBlocks = Math.ceil(hasteMs(chain) / (LONGEST - spacingMs)) + 1
        for (let i = 0; i < lateBlocks; i++) put(LONGEST)
        expect(chain.nextDifficulty()).toBe(1)
      }
    },
  )
})

/** The time from `sinceMs` until the start of the first search after which the pace is back. */
function paceIsBack(blocks: readonly MinedBlock[], sinceMs: number, isBack: (block: MinedBlock) => boolean) {
  const first = blocks.find(block => block.foundMs > sinceMs && isBack(block))
  return first === undefined
    ? Number.POSITIVE_INFINITY
    : Math.max(0, first.foundMs - first.searchMs - sinceMs)
}

/** How far the last block is ahead of one per spacing, counted from the block that makes it greatest. */
function hasteNow(times: readonly number[], spacingMs: number): number {
  let haste = 0
  for (const [i, time] of times.entries())
    haste = Math.max(0, haste + spacingMs - (time - (times[i - 1] ?? 0)))
  return haste
}
