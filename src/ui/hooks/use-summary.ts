import { type Summary, summaryRow } from '#storage/live-queries.ts'
import { type Live, shownValue, useLive } from './use-live.ts'

/** One row of the `summary` table, live. */
export function useSummary<Key extends keyof Summary>(key: Key): Live<Summary[Key]> {
  return useLive(db => summaryRow(db, key), key)
}

/** The row, or undefined until the node has written it. */
export function useSummaryRow<Key extends keyof Summary>(key: Key): Summary[Key] | undefined {
  return shownValue(useSummary(key))
}
