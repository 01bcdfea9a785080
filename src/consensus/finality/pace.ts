import type { UnixMs } from '#lib/clock.ts'
import { ABSENCE_MS } from './limits.ts'

/** Whether a producer that signs should make a block on a tip. */
export type Pace =
  | { readonly status: 'any' }
  /** Only blocks with transactions; blocks without any again from `until` on. */
  | { readonly status: 'payments'; readonly until: UnixMs; readonly reason: string }
  | { readonly status: 'wait'; readonly until: UnixMs; readonly reason: string }

interface Tip {
  readonly height: number
  readonly timestamp: UnixMs
  readonly final: number
  /** Height at which the final block last rose. */
  readonly advancedAt: number
}

const AN_HOUR_MS = 60 * 60 * 1000

/**
 * A producer that sees no majority makes fewer blocks, so that a lone chain stays short enough to be undone
 * and does not use up what may wait to be final. (This is not a rule, since no one else can check it.) After
 * a quarter of `finalityDepth` without progress, it makes only blocks with transactions. At three quarters it
 * makes one block an hour, which lasts until absent signers no longer count. `isBacked` tells whether a
 * majority made as many of the last blocks: then it is back, and agrees the sooner the more blocks are made.
 */
export function paceOf(
  tip: Tip,
  finalityDepth: number,
  now: UnixMs,
  isBacked: (lastBlocks: number) => boolean,
): Pace {
  const quarter = Math.max(1, Math.floor(finalityDepth / 4))
  if (tip.height - tip.advancedAt <= quarter || isBacked(quarter)) return { status: 'any' }

  const until = (tip.timestamp + Math.max(AN_HOUR_MS, Math.ceil(ABSENCE_MS / quarter))) as UnixMs
  if (now >= until) return { status: 'any' }
  const waiting = tip.height - tip.final
  const reason = `no majority has agreed on the last ${waiting} blocks, so this node makes fewer until others are back`
  return { status: waiting <= 3 * quarter ? 'payments' : 'wait', until, reason }
}
