import type { Clock } from '#lib/clock.ts'
import { type Failure, fail, type Result } from '#lib/result.ts'
import type { Backoff } from './backoff.ts'
import type { Session } from './browser/page-session.ts'
import { type Deferred, deferred } from './deferred.ts'
import { HeadlessFault, isPassing } from './fault.ts'
import type { Log } from './log/log.ts'
import { pause } from './pause.ts'

interface Dependencies {
  /** Starts a browser; throws a HeadlessFault if that fails. The signal aborts a start. */
  readonly open: (signal: AbortSignal) => Promise<Session>
  readonly clock: Clock
  readonly backoff: Backoff
  readonly log: Log
  /** How long a command waits for a peer that starts. */
  readonly readyTimeoutMs: number
}

/** A peer that is kept running. */
export interface Supervisor {
  /** Keeps a browser running until {@link stop}. Rejects with a fault that another try cannot repair. */
  keepRunning(): Promise<void>
  /** Runs a command line in the browser that runs at that time. */
  run(line: string, signal?: AbortSignal): Promise<Result<unknown, Failure>>
  /** Stops the browser, and ends {@link keepRunning}. */
  stop(): void
}

/**
 * Starts the browser, and starts it again whenever it ends, after a wait. It knows nothing else about
 * browsers.
 */
export function createSupervisor({ open, clock, backoff, log, readyTimeoutMs }: Dependencies): Supervisor {
  const stopped = deferred<'stopped'>()
  const stopping = new AbortController()
  let ranOnce = false
  let lastFault: HeadlessFault | undefined
  let session: Deferred<Session> = deferred()

  /** One run of the browser; resolves to its duration. */
  async function live(): Promise<number> {
    const opening = open(stopping.signal)
    const opened = await Promise.race([opening, stopped.promise])
    if (opened === 'stopped') {
      // It may start all the same, and must not stay behind.
      await opening.then(late => late.close()).catch(() => {})
      return 0
    }

    ranOnce = true
    lastFault = undefined
    session.resolve(opened)
    const startedAt = clock.now()
    const reason = await Promise.race([opened.ended, stopped.promise])
    session = deferred()
    await opened.close()
    const ranMs = clock.now() - startedAt
    if (reason !== 'stopped') log.runner('error', 'peer-ended', { reason, ranMs })
    return ranMs
  }

  return {
    async keepRunning() {
      while (!stopping.signal.aborted) {
        let ranMs = 0
        try {
          ranMs = await live()
        } catch (fault) {
          if (!isPassing(fault) || !(fault instanceof HeadlessFault)) throw fault
          // A browser that has never started will not do so after a wait.
          if (fault.code === 'BROWSER_FAILED' && !ranOnce) throw fault
          lastFault = fault
          log.runner('error', 'peer-not-started', { code: fault.code, message: fault.message })
        }
        if (stopping.signal.aborted) return
        const delayMs = backoff.next(ranMs)
        log.runner('info', 'peer-restarts', { delayMs })
        await Promise.race([pause(clock, delayMs), stopped.promise])
      }
    },

    async run(line, signal) {
      const late = deferred<'late' | 'cancelled'>()
      const cancel = clock.after(readyTimeoutMs, () => late.resolve('late'))
      const aborted = () => late.resolve('cancelled')
      signal?.addEventListener('abort', aborted, { once: true })
      try {
        const running = await Promise.race([session.promise, late.promise, stopped.promise])
        if (running === 'stopped') return fail('NOT_READY', 'the peer is stopping; start it again')
        if (running === 'cancelled') return fail('CANCELLED', 'the command was stopped before the node ran')
        if (running === 'late') return notReady(lastFault)
        return await running.run(line, signal)
      } finally {
        cancel()
        signal?.removeEventListener('abort', aborted)
      }
    },

    stop() {
      stopping.abort()
      stopped.resolve('stopped')
    },
  }
}

function notReady(fault: HeadlessFault | undefined): Result<never, Failure> {
  const reason = fault?.message ?? 'it is starting'
  return fail(
    fault?.code ?? 'NOT_READY',
    `the node does not run yet (${reason}); try again, or wait longer with --timeout`,
  )
}
