/**
 * Randomness as a dependency, so that a seeded run repeats. Implementations: `node/start/system-random.ts`,
 * `testing/seeded-random.ts`.
 */
export interface Random {
  /** `length` uniformly random bytes. */
  bytes(length: number): Uint8Array
  /** A uniformly random integer in [0, below). */
  below(below: number): number
}

/** A new array with the items in random order (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const swap = out[i] as T
    out[i] = out[j] as T
    out[j] = swap
  }
  return out
}
