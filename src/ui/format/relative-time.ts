import { plural, t } from '@lingui/core/macro'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * The time since then in the largest whole unit: `just now`, `42 s ago`, `3 min ago`, `5 h ago`,
 * `2 days ago`.
 */
export function relativeTime(now: number, then: number): string {
  const ago = now - then
  const length = durationText(Math.abs(ago))
  if (ago < -5 * SECOND) return t`in ${length}`
  return ago < 3 * SECOND ? t`just now` : t`${length} ago`
}

/** A length of time in its largest whole unit. */
export function durationText(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`
  const days = Math.floor(ms / DAY)
  return plural(days, { one: '# day', other: '# days' })
}

/** A length of time without rounding: `500 ms`, `1.5 s`, `90 s`, `10 min`, `36 h`. */
export function exactDuration(ms: number): string {
  if (ms < SECOND) return `${ms}\u00a0ms`
  if (ms >= 2 * HOUR && ms % HOUR === 0) return `${ms / HOUR}\u00a0h`
  if (ms >= 2 * MINUTE && ms % MINUTE === 0) return `${ms / MINUTE}\u00a0min`
  return `${ms / SECOND}\u00a0s`
}

/** Date and time to the second, as the reader's locale writes it. */
export function absoluteTime(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
}
