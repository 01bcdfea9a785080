import type { Clock } from '#lib/clock.ts'
import type { Random } from '#lib/random.ts'
import type { Miner } from '#mining/miner.ts'
import { search } from '#mining/reference.ts'

interface FakeMinerOptions {
  readonly clock: Clock
  readonly random: Random
  /** A block is found after a time between 0 and twice this. */
  readonly meanMs: number
}

/**
 * A miner in virtual time, for networks whose floor nearly every hash meets: it waits for a random time, then
 * searches for real.
 */
export function createFakeMiner({ clock, random, meanMs }: FakeMinerOptions): Miner {
  return {
    maxThreads: 1,
    threads: () => 1,
    setThreads: () => {},
    hashrate: () => 0,
    close: () => {},
    search: ({ prefix, target }, signal) =>
      new Promise(resolve => {
        const cancel = clock.after(random.below(2 * meanMs), () =>
          resolve(search(prefix, target, 0n, 1_000_000)),
        )
        signal.addEventListener('abort', () => {
          cancel()
          resolve(undefined)
        })
      }),
  }
}
