import type { BlockSummary } from '#api/results.ts'
import type { BlockRow } from '#storage/rows.ts'

/** A block in a list. */
export const blockSummary = ({
  id,
  height,
  timestamp,
  producer,
  transactions,
  sizeBytes,
}: BlockRow): BlockSummary => ({ id, height, timestamp, producer, txs: transactions, sizeBytes })
