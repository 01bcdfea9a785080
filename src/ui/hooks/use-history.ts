import type { TxResult } from '#api/results.ts'
import { historyOf, unconfirmedRows } from '#storage/live-queries.ts'
import { mergedHistory } from '../format/tx-view.ts'
import { HISTORY_MAX } from '../limits.ts'
import { type Live, useLive } from './use-live.ts'
import { useSummaryRow } from './use-summary.ts'

/**
 * Payments of some addresses, live and newest first, at most `limit`; waiting and dropped ones only of this
 * node's own addresses, since only those are kept.
 */
export function useHistory(addresses: readonly string[], limit: number): Live<TxResult[]> {
  const finalHeight = useSummaryRow('chain')?.finalHeight ?? 0
  const rows = useLive(
    async db => {
      const [unconfirmed, confirmed] = await Promise.all([
        unconfirmedRows(db, HISTORY_MAX),
        historyOf(db, addresses, limit),
      ])
      const about = new Set(addresses)
      const ours = unconfirmed.filter(
        row => about.has(row.sender) || (row.to !== undefined && about.has(row.to)),
      )
      return ours.length + confirmed.length === 0 ? undefined : { ours, confirmed }
    },
    `${limit} ${addresses.join(' ')}`,
  )

  if (rows.status !== 'ready' && rows.status !== 'stale') return rows
  return { ...rows, value: mergedHistory(rows.value.ours, rows.value.confirmed, finalHeight).slice(0, limit) }
}
