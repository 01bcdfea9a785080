import type { Clock } from './clock.ts'

/** A part that runs between a start and a stop. What needs only one of them has only that one. */
export interface Startable {
  start?(): unknown
  stop?(): unknown
}

/**
 * Starts parts in their order and returns the function that stops them in the reverse order, once. A part
 * that fails to start stops those before it; one that fails to stop keeps no other from stopping. The first
 * error is thrown when all are stopped.
 */
export async function startAll(parts: readonly Startable[]): Promise<() => Promise<void>> {
  const started: Startable[] = []
  try {
    for (const part of parts) {
      await part.start?.()
      started.push(part)
    }
  } catch (error) {
    await stopAll(started).catch(() => {})
    throw error
  }
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= stopAll(started)
    return stopping
  }
}

async function stopAll(parts: readonly Startable[]): Promise<void> {
  const errors: unknown[] = []
  for (const part of parts.toReversed()) {
    try {
      await part.stop?.()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}

/** A part that does `task` every `periodMs` while it runs. */
export function periodic(clock: Clock, periodMs: number, task: () => void): Startable {
  let cancel = () => {}
  return {
    start: () => {
      cancel = clock.every(periodMs, task)
    },
    stop: () => cancel(),
  }
}
