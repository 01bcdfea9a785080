import type { Address } from '#chain/address.ts'
import { type Amount, ZERO } from '#chain/amount.ts'
import { encode } from '#chain/codec.ts'
import { address, amount, safeInteger, tuple } from '#chain/schema.ts'
import { decodeEntry, readEntry } from '#chain/state/entry.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import type { StateDraft } from '#chain/state/state-draft.ts'
import { known } from '#lib/assert.ts'
import { bytesFromBigint, bytesToHex } from '#lib/bytes.ts'
import type { Era } from './amount-steps.ts'
import { readStaker, readStakes, type Staker, writeStaker, writeStakes } from './stakes.ts'

/** An amount that was taken out of a stake and is released in an epoch, unless it is slashed before. */
export interface Bond {
  readonly staker: Address
  readonly amount: Amount
  /** It may be released from this epoch on. */
  readonly epoch: number
}

/**
 * Every bond waits equally long, so bonds are released in the order in which they were made: a queue with one
 * entry per bond, which is accessed at its ends only.
 */
const bondTuple = tuple({ staker: address, amount, epoch: safeInteger })

const bondKey = (index: number): string => KEY_SPACE.release + bytesToHex(bytesFromBigint(BigInt(index), 8))

/** Adds to the staker's bond of this bond's epoch. */
export function addBond(draft: StateDraft, bond: Bond, era: Era): void {
  const staker = readStaker(draft, bond.staker)
  const [index, before] = bondUntil(draft, staker, bond.epoch)
  writeBond(draft, index, { ...bond, amount: (before + bond.amount) as Amount })
  const unbonding = (staker.unbonding + bond.amount) as Amount
  writeStaker(draft, bond.staker, { ...staker, unbonding, bond: index }, era)
}

/** Replaces the staker's bond of this epoch, and returns its index. The caller writes the staker's entry. */
export function replaceBond(draft: StateDraft, bond: Bond): number {
  const [index] = bondUntil(draft, readStaker(draft, bond.staker), bond.epoch)
  writeBond(draft, index, bond)
  return index
}

/**
 * The staker's bond of this epoch and its amount: the latest one, or a new one at the end of the queue. So an
 * address has at most one bond per epoch, and cannot fill the queue before others.
 */
function bondUntil(draft: StateDraft, { bond: latest }: Staker, epoch: number): [number, Amount] {
  if (latest !== undefined) {
    const bond = known(readEntry(draft, bondKey(latest), bondTuple), 'latest bond of a staker')
    if (bond.epoch === epoch) return [latest, bond.amount]
  }
  const stakes = readStakes(draft)
  writeStakes(draft, { ...stakes, nextBond: stakes.nextBond + 1 })
  return [stakes.nextBond, ZERO]
}

const writeBond = (draft: StateDraft, index: number, { staker, amount, epoch }: Bond): void =>
  draft.set(bondKey(index), encode([staker, amount, epoch]))

/** Takes the first bond out of the queue, with its index, if it may be released in this epoch. */
export function takeReleasable(draft: StateDraft, epoch: number): [number, Bond] | undefined {
  const stakes = readStakes(draft)
  const index = stakes.firstBond
  if (index === stakes.nextBond) return undefined

  const bond = known(readEntry(draft, bondKey(index), bondTuple), 'first bond of the queue')
  if (bond.epoch > epoch) return undefined
  draft.set(bondKey(index), undefined)
  writeStakes(draft, { ...stakes, firstBond: index + 1 })
  return [index, bond]
}

/** The bond of an entry, with its index; undefined for an entry of another kind. */
export function bondOfEntry(key: string, value: Uint8Array): [number, Bond] | undefined {
  if (!key.startsWith(KEY_SPACE.release)) return undefined
  return [Number.parseInt(key.slice(KEY_SPACE.release.length), 16), decodeEntry(value, bondTuple)]
}
