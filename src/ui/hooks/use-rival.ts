import type { RivalRow } from '#storage/rows.ts'
import { useSummaryRow } from './use-summary.ts'

/** Peers' chain that this tab refuses although it is preferred; undefined while there is none. */
export function useRival(): RivalRow | undefined {
  const row = useSummaryRow('rival')
  return row && row.count > 0 ? row : undefined
}
