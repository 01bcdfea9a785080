import type { Address } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import type { State } from '#chain/state/state.ts'
import { known } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { PosFacts, StakerFacts } from '../facts.ts'
import { amountIn, latestOf } from './amount-steps.ts'
import { type Bond, bondOfEntry } from './bond-queue.ts'
import { MAX_LISTED_BONDS, MAX_LISTED_STAKERS } from './limits.ts'
import { isForfeited } from './release-bonds.ts'
import type { Slots } from './slots.ts'
import { readStakes, type Staker, stakerOfEntry } from './stakes.ts'

/** The stakes at a tip in this slot. It walks the whole state once: for people, not for every block. */
export function posFacts(
  state: Pick<State, 'entries' | 'get'>,
  slot: number,
  slots: Slots,
): Omit<PosFacts, 'waiting'> {
  const epoch = slots.epochOf(slot)
  const { stakers, bonds } = walk(state)
  const listed = stakers.toSorted(byStake).slice(0, MAX_LISTED_STAKERS)
  const more = stakers.length - listed.length
  return {
    type: 'pos',
    slot,
    epoch,
    epochEnds: slots.startOfEpoch(epoch + 1),
    counted: amountIn(readStakes(state).total, epoch),
    stakers: listed.map(([address, staker]) => ({
      address,
      staked: latestOf(staker.staked),
      counted: amountIn(staker.staked, epoch),
      unbonding: unbondingOf(staker, bonds.get(bytesToHex(address)) ?? [], slots),
    })),
    ...(more > 0 && { more }),
  }
}

type AddressedStaker = readonly [address: Address, staker: Staker]
type IndexedBond = readonly [index: number, bond: Bond]

interface Walked {
  readonly stakers: readonly AddressedStaker[]
  /** By their stakers' addresses, in hex. */
  readonly bonds: ReadonlyMap<string, readonly IndexedBond[]>
}

function walk(state: Pick<State, 'entries'>): Walked {
  const stakers: AddressedStaker[] = []
  const bonds = new Map<string, IndexedBond[]>()
  for (const [key, value] of state.entries()) {
    const staker = stakerOfEntry(key, value)
    if (staker !== undefined) stakers.push(staker)

    const bond = bondOfEntry(key, value)
    if (bond === undefined) continue
    const owner = bytesToHex(bond[1].staker)
    const others = bonds.get(owner)
    if (others === undefined) bonds.set(owner, [bond])
    else others.push(bond)
  }
  return { stakers, bonds }
}

/**
 * The bonds that a slash did not take, the next to be released first; of many, the last stands for the rest.
 */
function unbondingOf(staker: Staker, bonds: readonly IndexedBond[], slots: Slots): StakerFacts['unbonding'] {
  const waiting = bonds
    .filter(([index, { amount }]) => amount > 0n && !isForfeited(staker, index))
    .toSorted(([a], [b]) => a - b)
    .map(([, { amount, epoch }]) => ({ amount, releaseAt: slots.startOfEpoch(epoch) }))
  if (waiting.length <= MAX_LISTED_BONDS) return waiting

  const rest = waiting.slice(MAX_LISTED_BONDS - 1)
  const amount = rest.reduce((sum, bond) => sum + bond.amount, 0n) as Amount
  return [...waiting.slice(0, MAX_LISTED_BONDS - 1), { ...known(rest.at(-1), 'last bond'), amount }]
}

function byStake([, a]: AddressedStaker, [, b]: AddressedStaker): number {
  const [one, other] = [latestOf(a.staked), latestOf(b.staked)]
  return one === other ? 0 : one < other ? 1 : -1
}
