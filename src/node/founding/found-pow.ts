import { outOfBounds } from '#chain/genesis/bounds.ts'
import type { PowParameters } from '#chain/genesis/genesis.ts'
import { GENESIS_BOUNDS } from '#chain/limits.ts'
import { bytesFromBigint, bytesToHex } from '#lib/bytes.ts'
import { ok } from '#lib/result.ts'
import { type ConsensusFounding, type FoundingRequest, refused } from './founding.ts'

const HASHES = 2n ** 256n
/** The expected hashes of the smallest target that a genesis may have. */
const MAX_HASHES = hashesOf(GENESIS_BOUNDS.maxTarget[0])

/** As in the classic network: the difficulty adapts within twenty blocks. */
const SPACINGS_PER_HALFLIFE = 20

/** Proof of work from a request. Defaults follow the spacing. */
export const powFounding: ConsensusFounding<'pow'> = {
  title: 'proof of work',
  fields: ['halflifeMs', 'minHashes'],

  found(asked) {
    const { request, defaults } = asked
    const { spacingMs = defaults.spacingMs, emptyBlocks = defaults.emptyBlocks } = request
    const minHashes = request.minHashes ?? hashesFor(spacingMs, defaults)
    const problem = outOfBounds<bigint>('minHashes', minHashes, [1n, MAX_HASHES])
    if (problem !== undefined) return refused(problem)

    const { halflifeMs = halflifeFor(spacingMs, asked) } = request
    return ok({ type: 'pow', spacingMs, halflifeMs, maxTarget: HASHES / minHashes - 1n, emptyBlocks })
  },

  describe: ({ maxTarget, ...rest }) => ({
    ...rest,
    minHashes: hashesOf(maxTarget),
    maxTarget: bytesToHex(bytesFromBigint(maxTarget, 32)),
  }),
}

/** The floor must not need more than a spacing's work of one slow tab; above it the difficulty adapts. */
function hashesFor(spacingMs: number, defaults: PowParameters): bigint {
  const hashes = hashesOf(defaults.maxTarget)
  if (!Number.isSafeInteger(spacingMs) || spacingMs >= defaults.spacingMs) return hashes
  const scaled = (hashes * BigInt(spacingMs)) / BigInt(defaults.spacingMs)
  return scaled > 1n ? scaled : 1n
}

/** At least the minimum of `checkGenesis` for the allowance for clocks. */
const halflifeFor = (spacingMs: number, { limits }: FoundingRequest<'pow'>): number =>
  Math.max(SPACINGS_PER_HALFLIFE * spacingMs, 4 * limits.futureMs)

/** The expected number of hashes until one is at most the target. */
function hashesOf(target: bigint): bigint {
  return HASHES / (target + 1n)
}
