import { assert } from '../../lib/assert.ts'
import type { UnixMs } from '../../lib/clock.ts'

/**
 * Proof of work's own part of a chain record: where the difficulty schedule begins, which is the latest block at the floor
 * (docs/decisions/0001-difficulty-anchor.md).
 */
export interface PowRecord {
  readonly anchorHeight: number
  /** Timestamp of the block before the anchor. */
  readonly anchorParentTime: UnixMs
}

/** The record that this engine put into a chain record, perhaps by way of the database. */
export function readPowRecord(engine: unknown): PowRecord {
  const record = engine as Partial<PowRecord> | null | undefined
  assert(
    typeof record?.anchorHeight === 'number' && typeof record.anchorParentTime === 'number',
    'a chain record holds no difficulty anchor',
  )
  return { anchorHeight: record.anchorHeight, anchorParentTime: record.anchorParentTime }
}
