import type { Ancestry } from '../engine.ts'
import { MAX_WAITING_BLOCKS } from './limits.ts'
import { readPowRecord } from './pow-record.ts'

interface Limits {
  readonly finalityDepth: number
  readonly spacingMs: number
}

/**
 * Height of the highest block that is final as of the first of `ancestry` (docs/protocol.md, Proof of work):
 * enough blocks lie above it, their work is that of everybody's power for as many spacings, and they claim as
 * much time. Blocks made within seconds, or at the floor by one tab while others rest, make nothing final. It
 * examines the given ancestors only.
 */
export function finalByWork(ancestry: Ancestry, { finalityDepth, spacingMs }: Limits): number {
  const [tip] = ancestry
  if (!tip) return 0
  const work = BigInt(finalityDepth) * readPowRecord(tip.engine).power.seen
  for (const block of ancestry) {
    const above = tip.header.height - block.header.height
    if (above >= MAX_WAITING_BLOCKS) return block.header.height
    if (above < finalityDepth) continue
    const claimedMs = tip.header.timestamp - block.header.timestamp
    if (claimedMs >= finalityDepth * spacingMs && tip.totalWeight - block.totalWeight >= work)
      return block.header.height
  }
  return 0
}
