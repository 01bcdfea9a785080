import type { BlockRow } from './rows.ts'

interface Network {
  /** That of the tip. */
  readonly totalWeight: bigint
  /** That of the whole network, where blocks cost work. */
  readonly hashesPerSecond: bigint
}

/**
 * How long the whole network would take to undo a block of the main chain, in milliseconds: to redo its work
 * and that of all blocks above it. Undefined for genesis, which cannot be undone.
 */
export function undoTimeMs(
  { totalWeight, hashesPerSecond }: Network,
  parent: Pick<BlockRow, 'totalWeight'> | undefined,
): number | undefined {
  if (!parent) return undefined
  const ms = ((totalWeight - parent.totalWeight) * 1000n) / hashesPerSecond
  // the tip may have moved between two reads
  return Math.max(0, Math.min(Number(ms), Number.MAX_SAFE_INTEGER))
}
