import type { Seat } from './seat.ts'
import { CLOSE } from './websocket/frames.ts'

/** A step of draining: short enough that a few thousand tabs reach another instance one after another. */
const STEP_MS = 50

/**
 * Sends clients away, in random order and evenly over a time, so that they do not all reach another instance
 * at once. Their close code says that the service restarts (1012); tabs reconnect by themselves. Resolves after
 * the last close was sent.
 */
export async function drainSeats(seats: readonly Seat[], overMs: number): Promise<void> {
  const order = shuffled(seats)
  const steps = order.length === 0 ? 0 : Math.max(1, Math.ceil(overMs / STEP_MS))
  for (let step = 0; step < steps; step++) {
    const from = Math.floor((order.length * step) / steps)
    const to = Math.floor((order.length * (step + 1)) / steps)
    for (const { socket } of order.slice(from, to))
      socket.close(CLOSE.restart, 'this instance restarts: connect again')
    if (step < steps - 1) await new Promise(resolve => setTimeout(resolve, STEP_MS))
  }
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map(item => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
