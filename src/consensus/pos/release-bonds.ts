import type { Amount } from '#chain/amount.ts'
import { credit } from '#chain/apply/credit.ts'
import type { PosParameters } from '#chain/genesis/genesis.ts'
import type { StateDraft } from '#chain/state/state-draft.ts'
import type { Era } from './amount-steps.ts'
import { addBond, type Bond, takeReleasable } from './bond-queue.ts'
import { MAX_RELEASES } from './limits.ts'
import { releaseEpoch } from './pos-rules.ts'
import { readStaker, type Staker, writeStaker } from './stakes.ts'

/**
 * Releases bonds before the transactions of a block: those of an epoch that was reached return to their
 * owners, the oldest first.
 */
export function releaseBonds(draft: StateDraft, era: Era, parameters: PosParameters): void {
  for (let released = 0; released < MAX_RELEASES; released++) {
    const taken = takeReleasable(draft, era.now)
    if (taken === undefined) return
    const [index, bond] = taken
    release(draft, index, bond, era, parameters)
  }
}

function release(draft: StateDraft, index: number, bond: Bond, era: Era, parameters: PosParameters): void {
  const staker = readStaker(draft, bond.staker)
  if (isForfeited(staker, index)) return

  // with a slash's own bond, the time is over in which an earlier offence could be reported
  const slash = staker.slash?.bond === index ? undefined : staker.slash
  const latest = staker.bond === index ? undefined : staker.bond
  const unbonding = (staker.unbonding - bond.amount) as Amount
  writeStaker(draft, bond.staker, { ...staker, unbonding, slash, bond: latest }, era)

  const isPaid = credit(draft, bond.staker, bond.amount).ok
  // the balance is full: the bond waits once more
  if (!isPaid) addBond(draft, { ...bond, epoch: releaseEpoch(era.now, parameters) }, era)
}

/** A slash took the bonds before the one that it left. */
export const isForfeited = ({ slash }: Staker, index: number): boolean =>
  slash !== undefined && index < slash.bond
