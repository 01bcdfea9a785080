/** The page's lifecycle as a dependency. */
export interface PageEvents {
  readonly now: () => number
  readonly isHidden: () => boolean
  /** Returns a function that ends the listening. */
  readonly listen: (
    target: 'document' | 'window',
    type: string,
    listener: (event: Event) => void,
  ) => () => void
}

export interface WakeUpListeners {
  /** `wasLong`: sockets may be dead without notice. */
  readonly onWake: (reason: string, wasLong: boolean) => void
  /** The browser lost its connection; links within this machine may stay. */
  readonly onOffline: () => void
  /** Called when the page closes for good. */
  readonly onUnload: () => void
}

/** A page that was hidden for less than this has hardly slept. */
const SHORT_MS = 5_000
/** After this time operating systems and proxies drop sockets. */
const LONG_MS = 30_000
/** Several events may report one wake-up. */
const ONCE_MS = 1_000

/**
 * Reports that the tab wakes from sleep, leaves the page cache, or is on a machine that changed networks: all
 * links are then suspect.
 */
export function watchWakeUps(
  events: PageEvents,
  { onWake, onOffline, onUnload }: WakeUpListeners,
): () => void {
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
    events.listen('window', 'offline', onOffline),
    events.listen('window', 'pagehide', event => {
      if (!(event as PageTransitionEvent).persisted) onUnload()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
