import { formatAddress } from '#chain/address.ts'
import { ZERO } from '#chain/amount.ts'
import type { BlockContext, PayloadEffect } from '#chain/apply/consensus-rules.ts'
import { credit } from '#chain/apply/credit.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { rulesVersionAt } from '#chain/genesis/rules-version.ts'
import { failure, type TransactionFailure } from '#chain/rules.ts'
import type { StateReader } from '#chain/state/state-draft.ts'
import type { EvidencePayload } from '#chain/transaction/transaction.ts'
import { checkAll, ok, type Result } from '#lib/result.ts'
import { latestOf } from './amount-steps.ts'
import { checkSigned, type Offence, readOffence } from './offence.ts'
import type { PosRules } from './pos-rules.ts'
import { slashStake } from './slash-stake.ts'
import { stakeEvent } from './stake-event.ts'
import { readStaker, readStakes } from './stakes.ts'

/**
 * Evidence of a double signing takes all that its signer has at stake: a part is burnt, a part goes to the
 * reporter, and the rest is released late.
 */
export function evidenceEffect(rules: PosRules): PayloadEffect<EvidencePayload> {
  return {
    spends: () => ZERO,

    apply(draft, { sender }, payload, block) {
      const offence = provenOffence(rules, draft, payload, block)
      if (!offence.ok) return offence

      const { offender, slot } = offence.value
      const { burned, paid } = slashStake(draft, offender, block, rules)
      const credited = credit(draft, sender, paid)
      if (!credited.ok) return credited
      return ok({ events: [stakeEvent('slashed', offender, burned, paid, slot)] })
    },
  }
}

/**
 * The offence that evidence proves, if a block of this height and time may still slash for it. The most
 * expensive check is the last.
 */
export function provenOffence(
  { genesis, parameters, slots }: PosRules,
  state: StateReader,
  payload: EvidencePayload,
  { height, timestamp }: Pick<BlockContext, 'height' | 'timestamp'>,
): Result<Offence, TransactionFailure> {
  const version = rulesVersionAt(genesis, height)
  const offence = readOffence(payload, { networkId: networkIdOf(genesis), slots, version })
  if (!offence.ok) return offence
  const checked = checkAll(
    () => checkAge(offence.value.slot, slots.slotAt(timestamp), { parameters, slots }),
    () => checkBond(state, offence.value),
    () => checkSigned(offence.value),
  )
  return checked.ok ? offence : checked
}

/** Only while the offender's stake of that slot is certainly still at stake or in a bond. */
function checkAge(
  slot: number,
  now: number,
  { parameters, slots }: Pick<PosRules, 'parameters' | 'slots'>,
): Result<void, TransactionFailure> {
  if (slot > now) return failure('EVIDENCE_OLD', `slot ${slot} has not begun; report it when it has`)
  const last = slots.epochOf(slot) + parameters.unbondingEpochs
  if (slots.epochOf(now) <= last) return ok(undefined)
  return failure('EVIDENCE_OLD', `slot ${slot} could be reported until epoch ${last}, so it is too late`)
}

function checkBond(state: StateReader, { offender, slot }: Offence): Result<void, TransactionFailure> {
  const { staked, unbonding, slash } = readStaker(state, offender)
  if (slash !== undefined && slot < slash.beforeSlot) {
    return failure(
      'EVIDENCE_KNOWN',
      `${formatAddress(offender)} was already slashed for offences up to slot ${slot}`,
    )
  }
  const stake = latestOf(staked)
  if (stake + unbonding === 0n) {
    return failure('STAKE_NOT_HELD', `${formatAddress(offender)} has nothing at stake`)
  }
  // without it nobody could make a block or stake again
  if (stake === latestOf(readStakes(state).total)) {
    return failure('STAKE_TOO_LARGE', 'it is the last stake of the network; let another stake first')
  }
  return ok(undefined)
}
