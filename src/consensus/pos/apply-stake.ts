import { formatAmount, MAX_AMOUNT } from '#chain/amount.ts'
import type { PayloadEffect } from '#chain/apply/consensus-rules.ts'
import { failure } from '#chain/rules.ts'
import type { StakePayload } from '#chain/transaction/transaction.ts'
import { ok } from '#lib/result.ts'
import { latestOf } from './amount-steps.ts'
import { COUNT_DELAY } from './limits.ts'
import type { PosRules } from './pos-rules.ts'
import { stakeEvent } from './stake-event.ts'
import { changeStake, checkRoom, readStaker, readStakes } from './stakes.ts'

/** Adds the amount that the transaction spends to the stake; it counts from two epochs later on. */
export const stakeEffect = ({ parameters, slots }: PosRules): PayloadEffect<StakePayload> => ({
  spends: payload => payload.amount,

  apply(draft, { sender }, { amount }, block) {
    const { staked, unbonding } = readStaker(draft, sender)
    const stake = latestOf(staked) + amount
    if (stake < parameters.minStake) {
      return failure(
        'STAKE_TOO_SMALL',
        `the stake would be ${formatAmount(stake)}; stake at least ${formatAmount(parameters.minStake)}`,
      )
    }
    // so that every sum of stakes and bonds is an amount
    const total = latestOf(readStakes(draft).total) + amount
    if (stake + unbonding > MAX_AMOUNT || total > MAX_AMOUNT) {
      return failure('OVERFLOW', `all stakes together would exceed ${formatAmount(MAX_AMOUNT)}; stake less`)
    }

    const era = slots.eraOf(block)
    const room = checkRoom(draft, sender, era)
    if (!room.ok) return room
    changeStake(draft, sender, amount, era)
    return ok({ events: [stakeEvent('staked', sender, amount, era.now + COUNT_DELAY)] })
  },
})
