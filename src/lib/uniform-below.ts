import { assert } from './assert.ts'

const WORD = 2 ** 32
const RANGE = 2 ** 53

/**
 * A uniformly random integer in [0, below), from a source of uniformly random 32-bit words. Draws that would
 * favour small numbers are rejected, so there is no modulo bias. `below` is 1 to 2^53 - 1.
 */
export function uniformBelow(below: number, nextWord: () => number): number {
  assert(Number.isSafeInteger(below) && below > 0, `uniformBelow: no integer in [0, ${below})`)
  const fair = RANGE - (RANGE % below)
  for (;;) {
    const draw = (nextWord() % 2 ** 21) * WORD + nextWord()
    if (draw < fair) return draw % below
  }
}
