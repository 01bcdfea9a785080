import { bigintFromBytes, bytesFromBigint } from '#lib/bytes.ts'
import { ok } from '#lib/result.ts'
import { GENESIS_BOUNDS } from '../limits.ts'
import { boolean, bytes, safeInteger, tuple } from '../schema.ts'
import { outOfBounds } from './bounds.ts'
import type { ConsensusFormat } from './consensus-format.ts'
import type { PowParameters } from './genesis.ts'

const TARGET_BYTES = 32

const powTuple = tuple({
  spacingMs: safeInteger,
  halflifeMs: safeInteger,
  maxTarget: bytes(TARGET_BYTES),
  emptyBlocks: boolean,
})

/** Proof of work in the genesis: [0, spacingMs, halflifeMs, maxTarget as 32 bytes, emptyBlocks]. */
export const powFormat: ConsensusFormat<PowParameters> = {
  code: 0,

  encode: ({ spacingMs, halflifeMs, maxTarget, emptyBlocks }) => [
    spacingMs,
    halflifeMs,
    bytesFromBigint(maxTarget, TARGET_BYTES),
    emptyBlocks,
  ],

  decode(fields) {
    const read = powTuple(fields)
    if (!read.ok) return read
    return ok({ type: 'pow', ...read.value, maxTarget: bigintFromBytes(read.value.maxTarget) })
  },

  problem({ spacingMs, halflifeMs, maxTarget }, { limits }) {
    const { futureMs } = limits
    return (
      outOfBounds('spacingMs', spacingMs, GENESIS_BOUNDS.spacingMs) ??
      outOfBounds('halflifeMs', halflifeMs, GENESIS_BOUNDS.halflifeMs) ??
      outOfBounds('maxTarget', maxTarget, GENESIS_BOUNDS.maxTarget) ??
      (halflifeMs < spacingMs
        ? `halflifeMs: ${halflifeMs} is shorter than the spacing of ${spacingMs}, so that one late block would more than double the target; make it at least ${spacingMs}`
        : undefined) ??
      // docs/decisions/0001-difficulty-anchor.md: how far a timestamp from the future may move the difficulty
      (futureMs * 4 > halflifeMs
        ? `futureMs: ${futureMs} is more than a quarter of the halflife of ${halflifeMs}, so that timestamps from the future could move the difficulty; make it at most ${Math.floor(halflifeMs / 4)}`
        : undefined)
    )
  },
}
