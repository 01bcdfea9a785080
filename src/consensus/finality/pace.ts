import type { UnixMs } from '#lib/clock.ts'
import { ABSENCE_MS } from './limits.ts'

/** Whether whoever signs blocks should make one on a tip. */
export type Pace =
  | { readonly status: 'any' }
  /** Only what somebody wants in the chain; blocks without transactions again from `until` on. */
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
 * Whoever sees no majority makes fewer blocks (no rule, since nobody else can check it), so that a lone chain stays short enough to be undone, and
 * does not use up what may wait to be final: after a quarter of that without progress only payments; at three quarters one block an hour, which
 * lasts until those who are absent do not count any more. `isBacked` says whether a majority made the last so many blocks: then it is back, and agrees the sooner the more
 * are made.
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
  const reason = `no majority has agreed on the last ${waiting} blocks; this node makes fewer until others are back`
  return { status: waiting <= 3 * quarter ? 'payments' : 'wait', until, reason }
}
