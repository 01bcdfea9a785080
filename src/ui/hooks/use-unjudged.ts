import type { UnjudgedItem } from '#storage/rows.ts'
import { useSummaryRow } from './use-summary.ts'

/**
 * Blocks that a bug of this app keeps from being checked and that may still matter, and the number of blocks
 * that the others are ahead because of them.
 */
export interface UnjudgedBlocks {
  readonly blocks: readonly UnjudgedItem[]
  readonly last: UnjudgedItem
  /** 0 if this tab is not behind. */
  readonly behind: number
}

/** The blocks that this tab could not check; undefined if there are none above its final block. */
export function useUnjudged(): UnjudgedBlocks | undefined {
  const row = useSummaryRow('unjudged')
  const chain = useSummaryRow('chain')
  if (!row || !chain) return undefined
  const blocks = row.items.filter(item => item.what === 'block' && (item.height ?? 0) > chain.finalHeight)
  const last = blocks.at(-1)
  return last && { blocks, last, behind: row.behind }
}
