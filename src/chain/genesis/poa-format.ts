import { bytesToHex } from '#lib/bytes.ts'
import { ok } from '#lib/result.ts'
import { GENESIS_BOUNDS, MAX_AUTHORITIES } from '../limits.ts'
import { address, boolean, list, safeInteger, tuple } from '../schema.ts'
import { outOfBounds, signedDepthProblem } from './bounds.ts'
import type { ConsensusFormat } from './consensus-format.ts'
import type { PoaParameters } from './genesis.ts'

const poaTuple = tuple({
  spacingMs: safeInteger,
  timeoutMs: safeInteger,
  emptyBlocks: boolean,
  admin: address,
  authorities: list(address, MAX_AUTHORITIES),
})

/** Proof of authority in the genesis: [2, its parameters in the order of their interface]. */
export const poaFormat: ConsensusFormat<PoaParameters> = {
  code: 2,

  encode: ({ spacingMs, timeoutMs, emptyBlocks, admin, authorities }) => [
    spacingMs,
    timeoutMs,
    emptyBlocks,
    admin,
    [...authorities],
  ],

  decode(fields) {
    const read = poaTuple(fields)
    return read.ok ? ok({ type: 'poa', ...read.value }) : read
  },

  problem: ({ spacingMs, timeoutMs, authorities }, genesis) =>
    outOfBounds('spacingMs', spacingMs, GENESIS_BOUNDS.spacingMs) ??
    outOfBounds('timeoutMs', timeoutMs, GENESIS_BOUNDS.timeoutMs) ??
    authoritiesProblem(authorities) ??
    signedDepthProblem(genesis) ??
    // otherwise a clock that runs ahead by the allowance would pass over authorities that are not silent
    (genesis.limits.futureMs < timeoutMs
      ? undefined
      : `timeoutMs: ${timeoutMs} is not longer than futureMs, so a producer whose clock runs ahead could take the turns of others; make it more than ${genesis.limits.futureMs}`),
}

function authoritiesProblem(authorities: PoaParameters['authorities']): string | undefined {
  if (authorities.length === 0) return 'authorities: without one nobody can make the first block; name one'
  if (authorities.length > MAX_AUTHORITIES) {
    return `authorities: ${authorities.length} are too many; at most ${MAX_AUTHORITIES} can take turns`
  }
  const isTwice = new Set(authorities.map(bytesToHex)).size < authorities.length
  return isTwice ? 'authorities: one is listed twice; list each once' : undefined
}
