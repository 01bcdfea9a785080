import type { Address } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import type { BlockContext } from '#chain/apply/consensus-rules.ts'
import type { StateDraft } from '#chain/state/state-draft.ts'
import { type AmountSteps, amountIn, currentSteps, latestOf } from './amount-steps.ts'
import { replaceBond } from './bond-queue.ts'
import { type PosRules, releaseEpoch } from './pos-rules.ts'
import { readStaker, readStakes, writeStaker, writeStakes } from './stakes.ts'

/** In base units: the burnt amount, and the reporter's. */
interface Slashed {
  readonly burned: Amount
  readonly paid: Amount
}

/**
 * Takes the stake and the bonds of an address. They count nothing any more, at once; what the network's
 * percentages leave waits in one bond. The burnt part is rounded up, so that self-reporting always costs
 * something; the reporter's part is rounded down.
 */
export function slashStake(
  draft: StateDraft,
  offender: Address,
  block: Pick<BlockContext, 'timestamp' | 'final'>,
  { parameters, slots }: Pick<PosRules, 'parameters' | 'slots'>,
): Slashed {
  const era = slots.eraOf(block)
  const { staked, unbonding } = readStaker(draft, offender)
  const all = latestOf(staked) + unbonding
  const burned = (all - percent(all, 100 - parameters.burnPercent)) as Amount
  const paid = percent(all, parameters.reporterPercent)
  const rest = (all - burned - paid) as Amount

  const stakes = readStakes(draft)
  writeStakes(draft, { ...stakes, total: without(currentSteps(stakes.total, era.final), staked) })
  // a bond even of nothing, because its release removes the slash; its previous amount was taken with the
  // rest
  const release = releaseEpoch(era.now, parameters)
  const bond = replaceBond(draft, { staker: offender, amount: rest, epoch: release })
  const slash = { beforeSlot: slots.slotAt(block.timestamp) + 1, bond }
  writeStaker(draft, offender, { staked: [], unbonding: rest, slash, bond }, era)
  return { burned, paid }
}

/** Rounded down. */
const percent = (amount: bigint, hundredths: number): Amount =>
  ((amount * BigInt(hundredths)) / 100n) as Amount

/**
 * The total without one staker's part. Each step of a stake is one of the total too, so the total's steps are
 * enough.
 */
const without = (total: AmountSteps, staked: AmountSteps): AmountSteps =>
  total.map(({ from, amount }) => ({ from, amount: (amount - amountIn(staked, from)) as Amount }))
