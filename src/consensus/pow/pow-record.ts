import { assert } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { PowerMeter } from './power.ts'

/**
 * The start of the difficulty schedule, which is the latest block at the floor
 * (docs/decisions/0001-difficulty-anchor.md).
 */
export interface Anchor {
  readonly anchorHeight: number
  /** Timestamp of the block before the anchor. */
  readonly anchorParentTime: UnixMs
}

/** The part of a chain record that belongs to proof of work. */
export interface PowRecord extends Anchor {
  readonly power: PowerMeter
}

/** Reads the part that this engine put into a chain record, possibly from the database. */
export function readPowRecord(engine: unknown): PowRecord {
  const record = engine as Partial<PowRecord> | null | undefined
  assert(
    typeof record?.anchorHeight === 'number' && typeof record.anchorParentTime === 'number' && record.power,
    'a chain record holds no difficulty anchor and no measurement of the hash rate',
  )
  const { anchorHeight, anchorParentTime, power } = record
  return { anchorHeight, anchorParentTime, power }
}
