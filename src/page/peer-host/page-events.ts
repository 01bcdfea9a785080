/** The page's life as a dependency. */
export interface PageEvents {
  readonly now: () => number
  readonly isHidden: () => boolean
  /** Returns what stops listening. */
  readonly listen: (
    target: 'document' | 'window',
    type: string,
    listener: (event: Event) => void,
  ) => () => void
}

export interface WakeUpListeners {
  /** `wasLong`: sockets may be dead without knowing. */
  readonly onWake: (reason: string, wasLong: boolean) => void
  /** The page goes away for good. */
  readonly onUnload: () => void
}

/** Hidden for less than this, a page has hardly slept. */
const SHORT_MS = 5_000
/** Longer than this, and operating systems and proxies drop sockets. */
const LONG_MS = 30_000
/** Several events tell of one wake-up. */
const ONCE_MS = 1_000

/**
 * Tells when the tab comes back from sleep or from the page cache, or when the machine changes networks: all
 * links are then in doubt.
 */
export function watchWakeUps(events: PageEvents, { onWake, onUnload }: WakeUpListeners): () => void {
  let hiddenSince = events.isHidden() ? events.now() : undefined
  let lastWake = Number.NEGATIVE_INFINITY

  const wake = (reason: string, wasLong: boolean) => {
    if (events.now() - lastWake < ONCE_MS) return
    lastWake = events.now()
    onWake(reason, wasLong)
  }

  const stops = [
    events.listen('document', 'visibilitychange', () => {
      if (events.isHidden()) {
        hiddenSince = events.now()
        return
      }
      const hiddenMs = hiddenSince === undefined ? 0 : events.now() - hiddenSince
      hiddenSince = undefined
      if (hiddenMs >= SHORT_MS) wake('visible', hiddenMs >= LONG_MS)
    }),
    events.listen('window', 'pageshow', event => {
      if ((event as PageTransitionEvent).persisted) wake('pageshow', true)
    }),
    events.listen('window', 'online', () => wake('online', true)),
    events.listen('window', 'pagehide', event => {
      if (!(event as PageTransitionEvent).persisted) onUnload()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
