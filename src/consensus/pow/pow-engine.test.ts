import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeaderFields } from '#chain/block/header.ts'
import { assembleHeader, withNonce } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { UnixMs } from '#lib/clock.ts'
import {
  ancestryOf,
  type BuiltBlock,
  createChainBuilder,
  testAccount,
  testNetwork,
  transferOf,
} from '#testing/chain-builder.ts'
import { recorded, sealingKey } from '#testing/sealed-chain.ts'
import { createEngine } from '../create-engine.ts'
import { engineSuite } from '../engine.suite.ts'
import type { ChainRecord, Engine, RecordedHeader } from '../engine.ts'
import { isPreferred } from '../fork-choice.ts'
import { readPowRecord } from './pow-record.ts'
import { powSeal, targetOf } from './pow-seal.ts'

const SPACING = 10_000
const HALFLIFE = 100_000
const FLOOR = 2n ** 250n - 1n

const params: GenesisParameters = testNetwork({
  consensus: { type: 'pow', spacingMs: SPACING, halflifeMs: HALFLIFE, maxTarget: FLOOR, emptyBlocks: false },
})
const chain = createChainBuilder(params)

const miners = [testAccount(1), testAccount(2)]
const suiteParams = testNetwork(
  {
    consensus: {
      type: 'pow',
      spacingMs: SPACING,
      halflifeMs: HALFLIFE,
      maxTarget: 2n ** 248n - 1n,
      emptyBlocks: false,
    },
  },
  miners,
)

engineSuite('proof of work', {
  network: () => suiteParams,
  accounts: miners,
  clone: structuredClone,
  transactions: height =>
    miners.map(miner => transferOf(suiteParams, miner, { to: testAccount(3).address, nonce: height - 1 })),
})

/** Blocks on `parent`, each this many milliseconds after the one before. */
function blocksAfter(parent: BuiltBlock, ...gaps: number[]): BuiltBlock[] {
  const blocks: BuiltBlock[] = []
  for (const gap of gaps) {
    const on = blocks.at(-1) ?? parent
    blocks.push(chain.build(on, [], { timestamp: on.header.timestamp + gap }))
  }
  return blocks
}

const lastOf = (blocks: BuiltBlock[]) => blocks.at(-1) as BuiltBlock
const nextTargetAfter = (engine: Engine, parent: RecordedHeader): bigint => {
  const facts = engine.facts(chain.genesis.state, [parent])
  if (facts.type !== 'pow') throw new Error('these are the facts of another engine')
  return facts.target
}
const nextTargetOn = (block: BuiltBlock): bigint => nextTargetAfter(chain.engine, recorded(block))

describe('the seal', () => {
  const block = lastOf(blocksAfter(chain.genesis, SPACING, 1000))
  const parent = lastOf(blocksAfter(chain.genesis, SPACING))
  const verify = (header: HeaderFields) => {
    const result = chain.engine.verify(assembleHeader(header), recorded(parent))
    return result.ok ? 'accepted' : result.error.code
  }

  test('claims the target that the schedule asks for, not an easier and not a harder one', () => {
    const target = targetOf(block.header)
    expect(verify(block.header)).toBe('accepted')
    expect(verify({ ...block.header, seal: powSeal(target + 1n, 0n) })).toBe('SEAL_TARGET')
    expect(verify({ ...block.header, seal: powSeal(target - 1n, 0n) })).toBe('SEAL_TARGET')
  })

  test('is prepared at any time, by the first of the own keys, with the target that the schedule asks for', async () => {
    const keys = miners.map(sealingKey)
    const ask = {
      parent: recorded(parent),
      ancestry: ancestryOf(parent),
      state: parent.state,
      keys,
      wantedSince: parent.header.timestamp,
      sinceOf: async () => 0,
    }
    const now = parent.header.timestamp
    const early = await chain.engine.prepare({ ...ask, now, earliest: (now + 1) as UnixMs })
    const late = await chain.engine.prepare({
      ...ask,
      now: (now + 5) as UnixMs,
      earliest: (now + 1) as UnixMs,
    })
    const expected = { status: 'ready', key: keys[0], seal: powSeal(targetOf(block.header), 0n) }
    expect(early).toEqual({ ...expected, timestamp: now + 1 })
    expect(late).toEqual({ ...expected, timestamp: now + 5 })
  })

  test('is given up with its search', async () => {
    const [key] = miners.map(sealingKey)
    if (key === undefined) throw new Error('there is a miner')
    expect(await chain.engine.seal(block.header, key, async () => undefined)).toBeUndefined()
  })

  test('is a target of 32 bytes and a nonce of 8', () => {
    const [target, nonce] = [new Uint8Array(32), new Uint8Array(8)]
    for (const seal of [[target], [target, nonce, nonce], [target, 0n], [0n, nonce], [nonce, target]]) {
      expect(verify({ ...block.header, seal })).toBe('SEAL_SCHEMA')
    }
  })

  test('is met by the hash', () => {
    let missed = 0
    for (let nonce = 0n; missed < 3; nonce++) {
      const header = withNonce(block.header, nonce)
      const meets = BigInt(`0x${header.id}`) <= targetOf(header)
      expect(verify(header)).toBe(meets ? 'accepted' : 'SEAL_WORK')
      if (!meets) missed++
    }
  })
})

describe('weight', () => {
  const weigh = (target: bigint) =>
    chain.engine.weight({ ...chain.genesis.header, seal: powSeal(target, 0n) })

  test('is the expected number of hashes', () => {
    expect(weigh(2n ** 256n - 1n)).toBe(1n)
    expect(weigh(2n ** 255n - 1n)).toBe(2n)
    expect(weigh(2n ** 236n - 1n)).toBe(2n ** 20n)
    expect(weigh(1n)).toBe(2n ** 255n)
  })

  test('longer but lighter does not win', () => {
    const heavy = blocksAfter(chain.genesis, ...new Array<number>(25).fill(100))
    const light = blocksAfter(chain.genesis, ...new Array<number>(30).fill(3 * SPACING))
    expect(light.length).toBeGreaterThan(heavy.length)
    expect(isPreferred(chain.engine, recorded(lastOf(light)), recorded(lastOf(heavy)))).toBe(false)
    expect(isPreferred(chain.engine, recorded(lastOf(heavy)), recorded(lastOf(light)))).toBe(true)
  })
})

describe('the difficulty anchor', () => {
  test('genesis is one, as if a block had come before it on time', () => {
    expect(targetOf(chain.genesis.header)).toBe(FLOOR)
    expect(nextTargetOn(chain.genesis)).toBe(FLOOR)
  })

  test('blocks on time stay at the floor, late ones too', () => {
    for (const block of blocksAfter(chain.genesis, SPACING, SPACING, SPACING + 1, 50 * SPACING)) {
      expect(targetOf(block.header)).toBe(FLOOR)
    }
  })

  test('fast blocks leave the floor: a halflife early halves the target', () => {
    const early = blocksAfter(
      chain.genesis,
      SPACING,
      ...new Array<number>(10).fill(0).map((_, i) => (i === 0 ? 1 : 0)),
    )
    // ten blocks in a millisecond are ten spacings early, which is one halflife
    const target = nextTargetOn(lastOf(early))
    expect(Number((target * 1000n) / FLOOR)).toBeCloseTo(500, -1)
  })

  test('idle hours are forgotten at the floor: the schedule starts anew there, not hours behind', () => {
    const idle = lastOf(blocksAfter(chain.genesis, SPACING, 6 * 3_600_000))
    const [first, second] = blocksAfter(idle, 100, 100, 100)
    expect(targetOf((first as BuiltBlock).header)).toBe(FLOOR)
    // the first block after the pause is an anchor; the one on it is early and so above the floor
    expect(targetOf((second as BuiltBlock).header)).toBeLessThan(FLOOR)
  })

  test('above the floor the schedule is absolute: a pause makes up for haste exactly', () => {
    const hasty = blocksAfter(chain.genesis, SPACING, 1000, 1000, 1000, 1000, 1000)
    const target = nextTargetOn(lastOf(hasty))
    const restored = blocksAfter(lastOf(hasty), SPACING + 2 * 9000, 1000, 1000)
    expect(nextTargetOn(lastOf(restored))).toBe(target)
  })

  test('is the record’s, and survives only as what the last floor block says', () => {
    const [onTime, fast, faster] = blocksAfter(chain.genesis, SPACING, 10, 10) as [
      BuiltBlock,
      BuiltBlock,
      BuiltBlock,
    ]
    const anchor = { anchorHeight: 2, anchorParentTime: onTime.header.timestamp }
    expect(targetOf(fast.header)).toBe(FLOOR)
    expect(readPowRecord(fast.record.engine)).toMatchObject(anchor)
    expect(readPowRecord(faster.record.engine)).toMatchObject(anchor)
    expect(() => readPowRecord(undefined)).toThrow('anchor')
  })
})

/** A chain of targets only: the engine computes them for one block after another, without any work. */
function walk(engine: Engine, timestamps: readonly number[]) {
  let header = chain.genesis.header
  let record: ChainRecord = chain.genesis.record
  const targets: bigint[] = []
  for (const timestamp of timestamps) {
    const target = nextTargetAfter(engine, { header, ...record })
    const next = assembleHeader({
      ...header,
      parent: header.id,
      height: (header.height + 1) as typeof header.height,
      timestamp: timestamp as UnixMs,
      seal: powSeal(target, 0n),
    })
    record = engine.follow(next, { header, ...record })
    header = next
    targets.push(target)
  }
  return targets
}

test('whatever the timestamps: from floor to floor no more blocks than the schedule has room for', () => {
  const engine = createEngine(params)
  const start = chain.genesis.header.timestamp
  const gap = fc.oneof(
    fc.integer({ min: -SPACING, max: 3 * SPACING }),
    fc.integer({ min: -3 * HALFLIFE, max: 5 * HALFLIFE }),
  )
  fc.assert(
    fc.property(fc.array(gap, { minLength: 1, maxLength: 60 }), gaps => {
      let time: number = start
      const timestamps = gaps.map(gap => {
        time = Math.max(0, time + gap)
        return time
      })
      const targets = walk(engine, timestamps)

      // time of the block before block i (counted from 1); genesis is block 0, with a block before it on time
      const before = (i: number) =>
        i === 1 ? start : i === 0 ? start - SPACING : (timestamps[i - 2] as number)
      const floors = [0, ...targets.flatMap((target, i) => (target === FLOOR ? [i + 1] : []))]
      // ASERT's fixed point rounds by less than one part in 65536 of a halflife
      const rounding = HALFLIFE / 65_536
      for (const i of floors) {
        for (const j of floors.filter(j => j > i)) {
          const elapsed = before(j) - before(i)
          expect(elapsed + rounding * (j - i)).toBeGreaterThanOrEqual(SPACING * (j - i))
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('a timestamp as far ahead as allowed pulls a chain to the floor only where it nearly was', () => {
  const engine = createEngine(params)
  const start = chain.genesis.header.timestamp
  // a halflife of haste: half the floor's target
  const hasty = Array.from({ length: 11 }, () => start + SPACING)
  const honest = walk(engine, [...hasty, start + 2 * SPACING, start + 3 * SPACING])
  const ahead = walk(engine, [...hasty, start + 2 * SPACING + HALFLIFE / 4, start + 3 * SPACING])
  const [before, pulled] = [honest.at(-1) as bigint, ahead.at(-1) as bigint]
  expect(pulled).toBeLessThan(FLOOR)
  expect(Number((pulled * 100n) / before)).toBeLessThanOrEqual(119)
  // and the next honest timestamp undoes it
  const afterwards = [start + 4 * SPACING, start + 5 * SPACING]
  expect(walk(engine, [...hasty, start + 2 * SPACING + HALFLIFE / 4, ...afterwards]).at(-1)).toBe(
    walk(engine, [...hasty, start + 2 * SPACING, ...afterwards]).at(-1),
  )
})
