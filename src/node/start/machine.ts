import type { Clock } from '#lib/clock.ts'
import type { Random } from '#lib/random.ts'
import { createSystemClock } from './system-clock.ts'
import { createSystemRandom } from './system-random.ts'

/** The resources of the machine that a node uses. */
export interface Machine {
  readonly clock: Clock
  readonly random: Random
  /** Threads available besides the node's own. */
  readonly otherThreads: number
}

/** The machine of this worker. */
export const createMachine = (): Machine => ({
  clock: createSystemClock(),
  random: createSystemRandom(),
  otherThreads: Math.max(1, navigator.hardwareConcurrency - 1),
})
