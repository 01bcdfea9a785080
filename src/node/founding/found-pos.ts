import type { NetworkRequest } from '#api/calls/networks.ts'
import type { Amount } from '#chain/amount.ts'
import type { PresetConsensus } from '#chain/genesis/presets.ts'
import { GENESIS_BOUNDS, MAX_GENESIS_STAKERS } from '#chain/limits.ts'
import { ok } from '#lib/result.ts'
import { describeBalances, readBalances } from './balances.ts'
import { type ConsensusFounding, refused } from './founding.ts'

/** Proof of stake from a request: the founder stakes, so that the first slot has a winner. */
export const posFounding: ConsensusFounding<'pos'> = {
  title: 'proof of stake',
  fields: ['epochSlots', 'unbondingEpochs', 'minStake', 'burnPercent', 'reporterPercent', 'stake', 'stakes'],

  // a block from more than a slot ahead could take the slots of others
  futureFor: (spacingMs, presetMs) =>
    spacingMs < presetMs ? Math.max(Math.floor(spacingMs), GENESIS_BOUNDS.futureMs[0]) : presetMs,

  found({ request, defaults, founder }) {
    const minStake = (request.minStake ?? defaults.minStake) as Amount
    const stakes = readBalances({
      field: 'stakes',
      ownField: 'stake',
      others: request.stakes ?? [],
      founder,
      own: ownStake(request, defaults, minStake),
      limit: MAX_GENESIS_STAKERS,
    })
    if (!stakes.ok) return stakes
    const small = tooSmall(request, minStake)
    if (small !== undefined) return refused(`${small} is below minStake; raise it or lower minStake`)

    return ok({
      type: 'pos',
      spacingMs: request.spacingMs ?? defaults.spacingMs,
      epochSlots: request.epochSlots ?? defaults.epochSlots,
      unbondingEpochs: request.unbondingEpochs ?? defaults.unbondingEpochs,
      minStake,
      burnPercent: request.burnPercent ?? defaults.burnPercent,
      reporterPercent: request.reporterPercent ?? defaults.reporterPercent,
      emptyBlocks: request.emptyBlocks ?? defaults.emptyBlocks,
      stakes: stakes.value,
    })
  },

  describe: ({ stakes, ...rest }) => ({ ...rest, stakes: describeBalances(stakes) }),
}

/** The founder's stake: at least the minimum, unless the request sets it. */
function ownStake({ stake }: NetworkRequest, defaults: PresetConsensus['pos'], minStake: Amount): bigint {
  if (stake !== undefined) return stake
  if (defaults.stake < minStake) return minStake
  return defaults.stake
}

/**
 * Names a stake below the minimum by its position in the request, because the genesis orders them
 * differently.
 */
function tooSmall({ stake, stakes = [] }: NetworkRequest, minStake: Amount): string | undefined {
  if (stake !== undefined && stake > 0n && stake < minStake) return 'stake: it'
  const small = stakes.findIndex(({ amount }) => amount < minStake)
  return small < 0 ? undefined : `stakes: ${small + 1}`
}
