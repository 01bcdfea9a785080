import type { RecordedHeader } from '#consensus/engine.ts'
import { mine, type Scenario, TargetChain } from './difficulty-simulation.ts'
import { createSeededRandom } from './seeded-random.ts'

/** A chain of headers at the targets that the engine asks for, from which others are extended. */
export interface GrownChain {
  /** From genesis up. */
  readonly blocks: readonly RecordedHeader[]
  readonly chain: TargetChain
  /** Since genesis. */
  readonly nowMs: number
}

/** The pace of the default network. */
export const DEFAULT_CURVE = { spacingMs: 30_000, halflifeMs: 600_000 }

/** Genesis. */
export function startChain(curve = DEFAULT_CURVE): GrownChain {
  const chain = new TargetChain(curve)
  return { blocks: [chain.tip], nowMs: 0, chain }
}

/** The chain with one more block after each gap, whatever its work. */
export function growAtGaps(on: GrownChain, gapsMs: readonly number[]): GrownChain {
  const chain = on.chain.fork()
  let nowMs = on.nowMs
  const more = gapsMs.map(gapMs => {
    nowMs += gapMs
    chain.extend(Math.round(nowMs))
    return chain.tip
  })
  return { blocks: [...on.blocks, ...more], nowMs, chain }
}

/**
 * The chain with the blocks of miners with this hash rate (in blocks at the floor per spacing), up to a
 * number of blocks or a time.
 */
export function growByMiners(
  on: GrownChain,
  rate: number,
  until: { readonly blocks?: number; readonly ms?: number },
  scenario: Partial<Scenario> = {},
): GrownChain {
  const chain = on.chain.fork()
  const random = createSeededRandom('miners')
  const from = { chain: on.chain, atMs: on.nowMs }
  const endMs = on.nowMs + (until.ms ?? Number.POSITIVE_INFINITY)
  const more: RecordedHeader[] = []
  let foundMs = on.nowMs
  for (const block of mine({ ...DEFAULT_CURVE, random, shifts: [{ fromMs: 0, rate }], from, ...scenario })) {
    if (block.foundMs > endMs) break
    chain.extend(block.timestampMs)
    more.push(block.recorded)
    foundMs = block.foundMs
    if (more.length === until.blocks) break
  }
  return { blocks: [...on.blocks, ...more], nowMs: until.ms === undefined ? foundMs : endMs, chain }
}
