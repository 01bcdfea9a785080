import type { StateChange, StateReader } from '../state/state-draft.ts'

/** What the encoding adds to a key and its value, rounded up. */
const FRAME_BYTES = 12

/** What some changes of the state take, as receipts tell them and as a journal undoes them. */
export interface ChangeBytes {
  /** Keys and the values that they have now. */
  readonly written: number
  /** Keys and the values that they had. */
  readonly replaced: number
}

/** Counts changes against the state before them. It is an upper bound of what encoding them takes, and a part of the rules. */
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
