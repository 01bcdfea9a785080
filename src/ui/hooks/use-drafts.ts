import { draftRows } from '#storage/live-queries.ts'
import type { DraftRow } from '#storage/rows.ts'
import { useNode } from '../node-context.tsx'
import { type Live, useLive } from './use-live.ts'

/** The profile's drafts of contracts, live, last saved first. */
export function useDrafts(): Live<DraftRow[]> {
  const { work } = useNode()
  return useLive(() => draftRows(work))
}
