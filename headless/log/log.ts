import type { Clock } from '#lib/clock.ts'
import { EVENT_BURST, EVENTS_PER_SECOND } from '../limits.ts'
import { eventLevel } from './event-level.ts'
import { isShown, type Level } from './level.ts'
import type { LogEntry } from './log-line.ts'

type Data = Readonly<Record<string, unknown>>

/** The log of the runner and of the node in its page. */
export interface Log {
  runner(level: Level, type: string, data?: Data): void
  /** An event from the page. Of events beyond the rate only the number is written. */
  node(event: { readonly time: number; readonly type: string; readonly data: Data }): void
}

interface Dependencies {
  readonly clock: Clock
  readonly least: Level
  readonly write: (entry: LogEntry) => void
}

/** A log that writes entries from `least` on, and bounds those of the node. */
export function createLog({ clock, least, write }: Dependencies): Log {
  let tokens = EVENT_BURST
  let filledAt = clock.now()
  let left = 0

  function mayWrite(): boolean {
    const now = clock.now()
    tokens = Math.min(EVENT_BURST, tokens + ((now - filledAt) / 1_000) * EVENTS_PER_SECOND)
    filledAt = now
    if (tokens < 1) return false
    tokens--
    return true
  }

  const runner: Log['runner'] = (level, type, data = {}) => {
    if (isShown(level, least)) write({ time: clock.now(), level, source: 'runner', type, data })
  }

  return {
    runner,
    node({ time, type, data }) {
      const level = eventLevel(type)
      if (!isShown(level, least)) return
      if (!mayWrite()) {
        left++
        return
      }
      if (left > 0) runner('warn', 'events-left-out', { count: left })
      left = 0
      write({ time, level, source: 'node', type, data })
    },
  }
}
