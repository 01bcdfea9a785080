import { ok } from '#lib/result.ts'
import { MAX_AMOUNT } from '../amount.ts'
import { GENESIS_BOUNDS, MAX_GENESIS_STAKERS } from '../limits.ts'
import { address, amount, boolean, list, safeInteger, tuple } from '../schema.ts'
import { balancesProblem, outOfBounds, signedDepthProblem } from './bounds.ts'
import type { ConsensusFormat } from './consensus-format.ts'
import type { GenesisParameters, PosParameters } from './genesis.ts'

const posTuple = tuple({
  spacingMs: safeInteger,
  epochSlots: safeInteger,
  unbondingEpochs: safeInteger,
  minStake: amount,
  burnPercent: safeInteger,
  reporterPercent: safeInteger,
  emptyBlocks: boolean,
  stakes: list(tuple({ address, amount }), MAX_GENESIS_STAKERS),
})

/** Proof of stake in the genesis: [1, its parameters in the order of their interface]. */
export const posFormat: ConsensusFormat<PosParameters> = {
  code: 1,

  encode: parameters => [
    parameters.spacingMs,
    parameters.epochSlots,
    parameters.unbondingEpochs,
    parameters.minStake,
    parameters.burnPercent,
    parameters.reporterPercent,
    parameters.emptyBlocks,
    parameters.stakes.map(([staker, staked]) => [staker, staked]),
  ],

  decode(fields) {
    const read = posTuple(fields)
    if (!read.ok) return read
    const stakes = read.value.stakes.map(item => [item.address, item.amount] as const)
    return ok({ type: 'pos', ...read.value, stakes })
  },

  problem: (parameters, genesis) =>
    outOfBounds('spacingMs', parameters.spacingMs, GENESIS_BOUNDS.spacingMs) ??
    outOfBounds('epochSlots', parameters.epochSlots, GENESIS_BOUNDS.epochSlots) ??
    outOfBounds('unbondingEpochs', parameters.unbondingEpochs, GENESIS_BOUNDS.unbondingEpochs) ??
    outOfBounds<bigint>('minStake', parameters.minStake, [1n, MAX_AMOUNT]) ??
    percentProblem(parameters) ??
    stakesProblem(parameters, genesis) ??
    futureProblem(parameters, genesis) ??
    signedDepthProblem(genesis),
}

function percentProblem({ burnPercent, reporterPercent }: PosParameters): string | undefined {
  return (
    outOfBounds('burnPercent', burnPercent, GENESIS_BOUNDS.percent) ??
    outOfBounds('reporterPercent', reporterPercent, GENESIS_BOUNDS.percent) ??
    (burnPercent + reporterPercent > 100
      ? `reporterPercent: together with burnPercent, ${burnPercent}, it exceeds 100; lower one of them`
      : undefined) ??
    // a producer that signs twice and reports itself must lose by it
    (burnPercent === 0
      ? 'burnPercent: at 0 %, a double signer that reports itself loses nothing; burn at least 1'
      : undefined) ??
    (burnPercent < reporterPercent
      ? `burnPercent: at ${burnPercent} %, a double signer that reports itself receives ${reporterPercent} % of its stake at once, more than is burnt; lower reporterPercent to ${burnPercent}, or raise burnPercent`
      : undefined)
  )
}

function stakesProblem(
  { stakes, minStake }: PosParameters,
  { allocations }: GenesisParameters,
): string | undefined {
  if (stakes.length === 0) return 'stakes: without a staker nobody can make the first block; name one'
  if (stakes.length > MAX_GENESIS_STAKERS) {
    return `stakes: ${stakes.length} are too many; at most ${MAX_GENESIS_STAKERS} fit in an invite`
  }
  const small = stakes.findIndex(([, staked]) => staked < minStake)
  if (small >= 0) return `stakes: ${small} is below minStake; raise the stake or lower minStake`

  const all = [...stakes, ...allocations].reduce((sum, [, coins]) => sum + coins, 0n)
  return (
    balancesProblem('stakes', stakes) ??
    (all > MAX_AMOUNT
      ? `stakes: together with the allocations they exceed ${MAX_AMOUNT} base units; lower them`
      : undefined)
  )
}

/**
 * A block may be early by the allowance. If that were many slots, a staker could always show the latest one
 * that it wins, and honest stakers would have to let those before it pass:
 * docs/decisions/0008-stake-weight.md.
 */
function futureProblem({ spacingMs }: PosParameters, { limits }: GenesisParameters): string | undefined {
  const most = Math.max(spacingMs, GENESIS_BOUNDS.futureMs[0])
  return limits.futureMs > most
    ? `futureMs: ${limits.futureMs} is longer than a slot of ${spacingMs}, so that blocks from the future could take the slots of others; make it at most ${most}`
    : undefined
}
