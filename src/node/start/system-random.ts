import type { Random } from '#lib/random.ts'
import { uniformBelow } from '#lib/uniform-below.ts'

/** `crypto.getRandomValues` refuses more in one call (Web Cryptography API, 10.1.1). */
const MAX_CALL_BYTES = 65_536

/**
 * The environment's cryptographic randomness: good for keys. Works in pages, workers, insecure contexts and
 * Node.
 */
export function createSystemRandom(): Random {
  const bytes = (length: number) => {
    const out = new Uint8Array(length)
    for (let at = 0; at < length; at += MAX_CALL_BYTES)
      crypto.getRandomValues(out.subarray(at, at + MAX_CALL_BYTES))
    return out
  }

  const word = new Uint32Array(1)
  const nextWord = () => crypto.getRandomValues(word)[0] ?? 0

  return { bytes, below: below => uniformBelow(below, nextWord) }
}
