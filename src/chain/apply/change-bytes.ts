import type { StateChange, StateReader } from '../state/state-draft.ts'

/** Bytes that the encoding adds to a key and its value, rounded up. */
const FRAME_BYTES = 12

/** The bytes of changes of the state in receipts and in journals. */
export interface ChangeBytes {
  /** Keys and their new values. */
  readonly written: number
  /** Keys and their previous values. */
  readonly replaced: number
}

/**
 * Counts the bytes of changes against the state before them: an upper bound for their encoding, and a part of
 * the rules.
 */
export function changeBytes(before: StateReader, changes: readonly StateChange[]): ChangeBytes {
  let written = 0
  let replaced = 0
  for (const [key, value] of changes) {
    const frame = FRAME_BYTES + key.length / 2
    written += frame + (value?.length ?? 0)
    replaced += frame + (before.get(key)?.length ?? 0)
  }
  return { written, replaced }
}
