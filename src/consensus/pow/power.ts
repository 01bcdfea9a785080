import { METER_BLOCKS, POWER_MEMORY_BLOCKS, SHORTEST_MEASUREMENT } from './limits.ts'

/**
 * The hash rate of a network as its headers show it, carried from block to block. It is the most that any {@link METER_BLOCKS} blocks in a
 * row have shown lately, so that hours in which nobody mined, because nothing waited, do not dilute it, and those who left still count. Miners who
 * date their blocks late or early move time from one measurement into another, where the shorter one counts.
 */
export interface PowerMeter {
  /** The most that was measured, in hashes per spacing. */
  readonly seen: bigint
  /** The measurement under way: so many blocks, their work, and the time that they claim. */
  readonly blocks: number
  readonly work: bigint
  readonly ms: number
}

interface Curve {
  readonly spacingMs: number
  /** Hashes of a block at the floor: the schedule is made for one per spacing at least. */
  readonly floorWork: bigint
}

const NOTHING = { blocks: 0, work: 0n, ms: 0 }

/** Before anything was measured. */
export const firstMeter = ({ floorWork }: Curve): PowerMeter => ({ seen: floorWork, ...NOTHING })

/** The meter after a block of this work, whose timestamp is `gapMs` after its parent's. */
export function readBlock(
  meter: PowerMeter,
  { work, gapMs }: { readonly work: bigint; readonly gapMs: number },
  { spacingMs, floorWork }: Curve,
): PowerMeter {
  const seen = larger(floorWork, meter.seen - meter.seen / POWER_MEMORY_BLOCKS)
  const sum = { blocks: meter.blocks + 1, work: meter.work + work, ms: meter.ms + gapMs }
  // a slow beginning is left out: the next block may be the first after a pause
  if (sum.work * BigInt(spacingMs) <= seen * BigInt(sum.ms)) return { seen, ...NOTHING }
  if (sum.blocks < METER_BLOCKS) return { seen, ...sum }
  const ms = Math.max(sum.ms, Math.ceil(spacingMs / SHORTEST_MEASUREMENT))
  return { seen: larger(seen, (sum.work * BigInt(spacingMs)) / BigInt(ms)), ...NOTHING }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)
