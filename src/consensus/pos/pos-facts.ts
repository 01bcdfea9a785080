import type { State } from '../../chain/state/state.ts'
import { bytesToHex } from '../../lib/bytes.ts'
import type { PosFacts, StakerFacts } from '../facts.ts'
import { amountIn, latestOf } from './amount-steps.ts'
import { type Bond, bondOfEntry } from './bond-queue.ts'
import { isForfeited } from './release-bonds.ts'
import type { Slots } from './slots.ts'
import { readStakes, type Staker, stakerOfEntry } from './stakes.ts'

/** Who stakes what, at a tip in this slot. It walks the whole state: for people, not for every block. */
export function posFacts(state: State, slot: number, slots: Slots): PosFacts {
  const epoch = slots.epochOf(slot)
  const bonds = bondsByStaker(state)
  const stakers: StakerFacts[] = []
  for (const [key, value] of state.entries()) {
    const entry = stakerOfEntry(key, value)
    if (entry === undefined) continue
    const [address, staker] = entry
    const waiting = bonds.get(bytesToHex(address)) ?? []
    stakers.push({
      address,
      staked: latestOf(staker.staked),
      counted: amountIn(staker.staked, epoch),
      unbonding: unbondingOf(staker, waiting, slots),
    })
  }
  return {
    type: 'pos',
    slot,
    epoch,
    epochEnds: slots.startOfEpoch(epoch + 1),
    counted: amountIn(readStakes(state).total, epoch),
    stakers: stakers.toSorted(byStake),
  }
}

type IndexedBond = readonly [index: number, bond: Bond]

function bondsByStaker(state: State): Map<string, IndexedBond[]> {
  const bonds = new Map<string, IndexedBond[]>()
  for (const [key, value] of state.entries()) {
    const entry = bondOfEntry(key, value)
    if (entry === undefined) continue
    const staker = bytesToHex(entry[1].staker)
    bonds.set(staker, [...(bonds.get(staker) ?? []), entry])
  }
  return bonds
}

/** The bonds that a slash did not take, the next to be released first. */
const unbondingOf = (staker: Staker, bonds: readonly IndexedBond[], slots: Slots) =>
  bonds
    .filter(([index, { amount }]) => amount > 0n && !isForfeited(staker, index))
    .toSorted(([a], [b]) => a - b)
    .map(([, { amount, epoch }]) => ({ amount, releaseAt: slots.startOfEpoch(epoch) }))

const byStake = (a: StakerFacts, b: StakerFacts): number =>
  a.staked === b.staked ? 0 : a.staked < b.staked ? 1 : -1
