import type { RivalRow } from '#storage/rows.ts'
import { useSummaryRow } from './use-summary.ts'

/** The preferred chain of peers that this tab refuses; undefined if there is none. */
export function useRival(): RivalRow | undefined {
  const row = useSummaryRow('rival')
  return row && row.count > 0 ? row : undefined
}
