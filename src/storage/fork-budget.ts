import { FORK_BLOCK_LEAST_BYTES, FORK_BYTES_KEPT } from './limits.ts'
import type { BlockRow } from './rows.ts'

type ForkRow = Pick<BlockRow, 'sizeBytes'> & { readonly id: string }

/** Ids of the fork blocks that exceed the budget; `highestFirst` are all that are stored. */
export function forksBeyondBudget(highestFirst: readonly ForkRow[]): string[] {
  let left = FORK_BYTES_KEPT
  return highestFirst.flatMap(({ id, sizeBytes }) => {
    left -= Math.max(sizeBytes, FORK_BLOCK_LEAST_BYTES)
    return left < 0 ? [id] : []
  })
}
