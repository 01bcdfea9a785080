import type { Random } from '#lib/random.ts'
import { uniformBelow } from '#lib/uniform-below.ts'

/**
 * Randomness that repeats: the same seed leads to the same run. Not for keys of value. Generator: sfc32
 * (Chris Doty-Humphrey, PractRand), seeded by an FNV-1a hash of the seed's text.
 */
export function createSeededRandom(seed: number | string): Random {
  const nextWord = sfc32(String(seed))
  return {
    bytes: length => Uint8Array.from({ length }, () => nextWord() >>> 24),
    below: below => uniformBelow(below, nextWord),
  }
}

function sfc32(seed: string): () => number {
  let a = fnv1a(`${seed}/a`)
  let b = fnv1a(`${seed}/b`)
  let c = fnv1a(`${seed}/c`)
  let counter = 1

  const nextWord = () => {
    const out = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + out
    return out >>> 0
  }

  // The first words still depend visibly on the seed.
  for (let i = 0; i < 15; i++) nextWord()
  return nextWord
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}
