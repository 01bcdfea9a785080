import { METER_BLOCKS, POWER_MEMORY_BLOCKS, SHORTEST_MEASUREMENT } from './limits.ts'

/**
 * The hash rate of a network as its headers show it, carried from block to block. It is the most that any
 * {@link METER_BLOCKS} consecutive blocks have shown lately, so that hours without mining (because nothing
 * waited) do not dilute it, and miners that left still count. Wrong timestamps only move time from one
 * measurement into another, and the shorter one counts.
 */
export interface PowerMeter {
  /** The highest measurement, in hashes per spacing. */
  readonly seen: bigint
  /** The measurement under way: its blocks, their work, and the time that they claim. */
  readonly blocks: number
  readonly work: bigint
  readonly ms: number
}

interface Curve {
  readonly spacingMs: number
  /** Hashes of a block at the floor; the schedule expects at least one such block per spacing. */
  readonly floorWork: bigint
}

const NOTHING = { blocks: 0, work: 0n, ms: 0 }

/** Before the first measurement. */
export const firstMeter = ({ floorWork }: Curve): PowerMeter => ({ seen: floorWork, ...NOTHING })

/** The meter after a block of this work, whose timestamp is `gapMs` after its parent's. */
export function readBlock(
  meter: PowerMeter,
  { work, gapMs }: { readonly work: bigint; readonly gapMs: number },
  { spacingMs, floorWork }: Curve,
): PowerMeter {
  const seen = larger(floorWork, meter.seen - meter.seen / POWER_MEMORY_BLOCKS)
  const sum = { blocks: meter.blocks + 1, work: meter.work + work, ms: meter.ms + gapMs }
  // a slow beginning is dropped: the next block may be the first after a pause
  if (sum.work * BigInt(spacingMs) <= seen * BigInt(sum.ms)) return { seen, ...NOTHING }
  if (sum.blocks < METER_BLOCKS) return { seen, ...sum }
  const ms = Math.max(sum.ms, Math.ceil(spacingMs / SHORTEST_MEASUREMENT))
  return { seen: larger(seen, (sum.work * BigInt(spacingMs)) / BigInt(ms)), ...NOTHING }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)
