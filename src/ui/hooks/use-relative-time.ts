import { useSyncExternalStore } from 'react'
import { durationText, relativeTime } from '../format/relative-time.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One timer for every time on the screen, and none while there is none. */
function subscribe(tick: () => void): () => void {
  listeners.add(tick)
  timer ??= setInterval(() => {
    for (const listener of listeners) listener()
  }, 1000)
  return () => {
    listeners.delete(tick)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** `3 min ago`, kept true; renders only when the words change. */
export function useRelativeTime(at: number): string {
  return useSyncExternalStore(subscribe, () => relativeTime(Date.now(), at))
}

/** `12 s`, growing. */
export function useElapsed(since: number): string {
  return useSyncExternalStore(subscribe, () => durationText(Math.max(0, Date.now() - since)))
}

/** The time by this device's clock, to the second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / 1000) * 1000)
}
