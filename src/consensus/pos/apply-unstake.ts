import { formatAmount, ZERO } from '#chain/amount.ts'
import type { PayloadEffect } from '#chain/apply/consensus-rules.ts'
import { failure, type TransactionFailure } from '#chain/rules.ts'
import type { StateDraft } from '#chain/state/state-draft.ts'
import type { UnstakePayload } from '#chain/transaction/transaction.ts'
import { ok, type Result } from '#lib/result.ts'
import { latestOf } from './amount-steps.ts'
import { addBond } from './bond-queue.ts'
import { type PosRules, releaseEpoch } from './pos-rules.ts'
import { stakeEvent } from './stake-event.ts'
import { changeStake, checkRoom, readStaker, readStakes } from './stakes.ts'

/**
 * Reduces a stake, which counts from two epochs later on. The removed amount becomes a bond, which can still
 * be slashed.
 */
export const unstakeEffect = ({ parameters, slots }: PosRules): PayloadEffect<UnstakePayload> => ({
  spends: () => ZERO,

  apply(draft, { sender }, { amount }, block) {
    const staked = latestOf(readStaker(draft, sender).staked)
    const checked = checkRest(draft, staked, amount, parameters.minStake)
    if (!checked.ok) return checked

    const era = slots.eraOf(block)
    const room = checkRoom(draft, sender, era)
    if (!room.ok) return room
    const release = releaseEpoch(era.now, parameters)
    changeStake(draft, sender, -amount, era)
    addBond(draft, { staker: sender, amount, epoch: release }, era)
    return ok({ events: [stakeEvent('unstaking', sender, amount, release)] })
  },
})

function checkRest(
  draft: StateDraft,
  staked: bigint,
  amount: bigint,
  minStake: bigint,
): Result<void, TransactionFailure> {
  if (staked === 0n)
    return failure('STAKE_NOT_HELD', 'the sender has no stake, so there is nothing to take out')
  if (amount > staked) {
    return failure(
      'STAKE_TOO_LARGE',
      `the sender's stake is ${formatAmount(staked)}; take out at most that amount`,
    )
  }
  const rest = staked - amount
  if (rest > 0n && rest < minStake) {
    return failure(
      'STAKE_TOO_SMALL',
      `the stake would be ${formatAmount(rest)}; leave at least ${formatAmount(minStake)}, or nothing`,
    )
  }
  if (latestOf(readStakes(draft).total) === amount) {
    return failure(
      'STAKE_TOO_LARGE',
      'it is the last stake of the network, without which nobody could make a block; let another stake first',
    )
  }
  return ok(undefined)
}
