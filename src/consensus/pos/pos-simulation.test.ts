import { sha512 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { ancestryOf, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { effort } from '#testing/effort.ts'
import { createSealedChain, recorded, sealingKey } from '#testing/sealed-chain.ts'
import { StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { WEIGHT_BITS } from '../finality/limits.ts'
import { isWin, type Share, tieValue } from './lottery.ts'
import { readPosRecord } from './pos-record.ts'
import { sealOf } from './pos-seal.ts'

/**
 * The number of standard deviations by which `count` successes of `trials` with this chance differ from the
 * expected value.
 */
const deviation = (count: number, trials: number, chance: number) =>
  Math.abs(count - trials * chance) / Math.sqrt(trials * chance * (1 - chance))

interface Tally {
  /** Slots that each staker won, alone or not. */
  readonly wins: number[]
  /** Slots whose block was each staker's. */
  readonly blocks: number[]
  /** Slots with a block. */
  readonly filled: number
}

/**
 * Plays this many slots of the lottery, with SHA-512 for the outputs: the winners of each, and the one whose
 * block stays.
 */
function play(stakes: readonly number[], slots: number, seed: string): Tally {
  const total = BigInt(stakes.reduce((sum, stake) => sum + stake, 0)) as Amount
  const tally = { wins: stakes.map(() => 0), blocks: stakes.map(() => 0), filled: 0 }

  for (let slot = 0; slot < slots; slot++) {
    const tickets = stakes.map((stake, i) => {
      const beta = sha512(utf8FromText(`${seed}/${slot}/${i}`))
      return { i, beta, share: { stake: BigInt(stake), total } as Share }
    })
    const winners = tickets.filter(({ beta, share }) => isWin(beta, share))
    for (const { i } of winners) tally.wins[i] = (tally.wins[i] ?? 0) + 1

    const [best] = winners
      .map(({ i, beta, share }) => ({ i, value: tieValue(beta, share) }))
      .toSorted((a, b) => (a.value < b.value ? -1 : 1))
    if (best === undefined) continue
    tally.filled++
    tally.blocks[best.i] = (tally.blocks[best.i] ?? 0) + 1
  }
  return tally
}

const SLOTS = effort(5_000, 10_000)

describe(`over ${SLOTS} slots`, () => {
  test.each(['one', 'two', 'three'])('stakers of any size win their shares of the slots (%s)', seed => {
    const stakes = [1, 2, 5, 7, 10, 15, 25, 35]
    const { wins } = play(stakes, SLOTS, seed)
    for (const [i, count] of wins.entries()) {
      expect(deviation(count, SLOTS, known(stakes[i], 'stake') / 100)).toBeLessThan(3)
    }
  })

  test.each(['one', 'two', 'three'])('eight of equal size have equal shares of the chain (%s)', seed => {
    const { blocks, filled } = play(new Array<number>(8).fill(1000), SLOTS, seed)
    expect(blocks.reduce((sum, count) => sum + count, 0)).toBe(filled)
    for (const count of blocks) expect(deviation(count, filled, 1 / 8)).toBeLessThan(3)
    // a slot stays empty when none of eight wins
    expect(deviation(filled, SLOTS, 1 - (7 / 8) ** 8)).toBeLessThan(3)
  })

  test('each staker’s share of the chain is that of the tie rule', () => {
    // half, and two quarters: docs/decisions/0009-lottery-ties.md
    const { blocks, filled } = play([500, 250, 250], SLOTS, 'halves')
    const fills = 1 - 0.5 * 0.75 ** 2
    const half = (0.5 * (1 - 0.75 ** 3)) / (3 * 0.25)
    expect(deviation(filled, SLOTS, fills)).toBeLessThan(3)
    expect(deviation(known(blocks[0], 'blocks'), filled, half / fills)).toBeLessThan(3)
  })

  test('a stake in many pieces has no larger share of the chain than in one', () => {
    const whole = play([10, ...new Array<number>(10).fill(1)], SLOTS, 'whole')
    const pieces = play(new Array<number>(20).fill(1), SLOTS, 'pieces')
    const inOne = known(whole.blocks[0], 'blocks') / whole.filled
    const inPieces = pieces.blocks.slice(0, 10).reduce((sum, count) => sum + count, 0)
    expect(deviation(inPieces, pieces.filled, 0.5)).toBeLessThan(3)
    expect(inOne).toBeGreaterThan(0.5)
  })
})

test('the engine itself, with real outputs: slots of four stakers, in epochs of 20', async () => {
  const stakers = [1, 2, 3, 4].map(testAccount)
  const coins = [40n, 30n, 20n, 10n]
  const params = stakeNetwork({
    stakes: stakers.map((account, i) => [account, known(coins[i], 'coins')] as const),
    parameters: { epochSlots: 20 },
  })
  const chain = createSealedChain(params)
  const { slots } = new StakeLedger(params)
  const count = effort(160, 1_000)
  const wins = new Map<TestAccount, number>(stakers.map(staker => [staker, 0]))

  let tip = chain.genesis
  let filled = 0
  const seeds = new Set<string>()
  for (let slot = 1; slot <= count; slot++) {
    const now = slots.startOf(slot)
    const request = {
      parent: recorded(tip),
      ancestry: ancestryOf(tip),
      state: tip.state,
      now,
      earliest: (now - 1) as UnixMs,
      sinceOf: async () => tip.header.height + 1,
    }
    const winners: TestAccount[] = []
    for (const staker of stakers) {
      const keys = [sealingKey(staker)]
      const { status } = await chain.engine.prepare({ ...request, keys, wantedSince: now })
      if (status === 'ready') winners.push(staker)
    }
    for (const winner of winners) wins.set(winner, known(wins.get(winner), 'wins') + 1)

    const blocks = await Promise.all(winners.map(by => chain.seal(tip, [], { by: [by], from: now })))
    const [best] = blocks.toSorted((a, b) =>
      chain.engine.tieBreak(a.header) < chain.engine.tieBreak(b.header) ? -1 : 1,
    )
    if (best === undefined) continue
    expect(chain.engine.verify(best.header, recorded(tip))).toMatchObject({ ok: true })
    expect(chain.engine.authorise(best.header, tip.state, ancestryOf(tip))).toMatchObject({ ok: true })
    tip = best
    filled++
    seeds.add(readPosRecord(best.record.engine).seed)
  }

  for (const [i, staker] of stakers.entries()) {
    const share = Number(known(coins[i], 'coins')) / 100
    expect(deviation(known(wins.get(staker), 'wins'), count, share)).toBeLessThan(3)
  }
  const fills = 1 - coins.reduce((lost, stake) => lost * (1 - Number(stake) / 100), 1)
  expect(deviation(filled, count, fills)).toBeLessThan(3)
  // the last slot is the first of an epoch
  expect(seeds.size).toBe(count / 20 + (sealOf(tip.header).slot === count ? 1 : 0))
  const { justified } = sealOf(tip.header)
  expect(tip.record.totalWeight).toBe((BigInt(justified) << WEIGHT_BITS) + BigInt(filled + 1) * 100_000_000n)
})
