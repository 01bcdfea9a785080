import type { BootReply } from '#api/boot.ts'

/** Between two checks of the node. */
export const TICK_MS = 5_000
/**
 * Checks without a message from the node, after which it hangs: a minute. A busy worker sends one between two
 * contracts, and no network of the presets lets one call run for more than a second. Checks are counted
 * rather than time, because a page that sleeps makes none.
 */
export const SILENT_TICKS = 12

interface Dependencies {
  /** Calls `task` repeatedly; returns a function that stops it. */
  readonly every: (ms: number, task: () => void) => () => void
  readonly ping: () => void
  /** Called once; `suspect` is the source of the contract that ran, if one did. */
  readonly onHang: (suspect: string | undefined) => void
}

export interface Watchdog {
  /** Takes any message of the node as a sign of life. */
  received(reply: BootReply): void
  stop(): void
}

/**
 * Checks whether the node's worker still answers. It decides that the worker hangs, but not what to do about
 * it.
 */
export function createWatchdog({ every, ping, onHang }: Dependencies): Watchdog {
  let silent = 0
  let suspect: string | undefined

  const stop = every(TICK_MS, () => {
    if (silent >= SILENT_TICKS) {
      stop()
      onHang(suspect)
      return
    }
    silent++
    ping()
  })

  return {
    received(reply) {
      silent = 0
      if (reply.type === 'running') suspect = reply.source
      // Calls end before their worker answers anything else.
      else if (reply.type === 'pong') suspect = undefined
    },
    stop,
  }
}
