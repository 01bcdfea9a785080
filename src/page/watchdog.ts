import type { BootReply } from '#api/boot.ts'

/** Between two looks at the node. */
export const TICK_MS = 5_000
/**
 * Looks without a word from the node, after which it hangs: a minute. A worker that is only busy speaks
 * between two contracts, and no network of the presets lets one call run for more than a second. Counted in
 * looks and not by the clock, because a page that sleeps looks at nothing.
 */
export const SILENT_TICKS = 12

interface Dependencies {
  /** Calls `task` again and again; what it returns ends that. */
  readonly every: (ms: number, task: () => void) => () => void
  readonly ping: () => void
  /** Once; `suspect` is the source of the contract that ran, if one did. */
  readonly onHang: (suspect: string | undefined) => void
}

export interface Watchdog {
  /** Any word of the node is a sign of life. */
  heard(reply: BootReply): void
  stop(): void
}

/** Looks whether the node's worker still answers. It decides that it hangs, not what to do about it. */
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
    heard(reply) {
      silent = 0
      if (reply.type === 'running') suspect = reply.source
      // Calls end before their worker answers anything else.
      else if (reply.type === 'pong') suspect = undefined
    },
    stop,
  }
}
