import { useSyncExternalStore } from 'react'
import { durationText, relativeTime } from '../format/relative-time.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Subscribes to the one timer of all times on the screen, which runs while there are any. */
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

/** A time such as `3 min ago`, kept up to date; it renders only when the words change. */
export function useRelativeTime(at: number): string {
  return useSyncExternalStore(subscribe, () => relativeTime(Date.now(), at))
}

/** The time since then, such as `12 s`, kept up to date. */
export function useElapsed(since: number): string {
  return useSyncExternalStore(subscribe, () => durationText(Math.max(0, Date.now() - since)))
}

/** The time by this device's clock, to the second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / 1000) * 1000)
}
