import { type Address, addressFromBytes } from '#chain/address.ts'
import { type Amount, ZERO } from '#chain/amount.ts'
import { encode } from '#chain/codec.ts'
import { failure, type TransactionFailure } from '#chain/rules.ts'
import { amount, nullable, safeInteger, tuple } from '#chain/schema.ts'
import { decodeEntry, readEntry } from '#chain/state/entry.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import type { StateDraft, StateReader } from '#chain/state/state-draft.ts'
import { known } from '#lib/assert.ts'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import {
  type AmountSteps,
  amountIn,
  amountSteps,
  currentSteps,
  type Era,
  hasRoom,
  latestOf,
  stepsToCbor,
  withLatest,
} from './amount-steps.ts'
import type { Share } from './lottery.ts'

/** The state's entry of an address that has, or recently had, something at stake. */
export interface Staker {
  readonly staked: AmountSteps
  /** The sum of its bonds that wait for their release. With `staked` it is at most the greatest amount. */
  readonly unbonding: Amount
  /** Its latest slash, until nobody can report an earlier offence any more. */
  readonly slash: Slash | undefined
  /** Index in the queue of its latest bond, while that waits. */
  readonly bond: number | undefined
}

interface Slash {
  /** Offences in slots before this one are settled by it. */
  readonly beforeSlot: number
  /** The bond (index in the queue) with the rest. Older ones were taken. */
  readonly bond: number
}

/**
 * The state's entry of all stakers together: the sum of their stakes, and the queue of bonds (bond-queue.ts).
 */
interface Stakes {
  readonly total: AmountSteps
  /** Index of the first bond of the queue. */
  readonly firstBond: number
  /** Index of the next new bond. */
  readonly nextBond: number
}

const stakerTuple = tuple({
  staked: amountSteps,
  unbonding: amount,
  slash: nullable(tuple({ beforeSlot: safeInteger, bond: safeInteger })),
  bond: nullable(safeInteger),
})

const stakesTuple = tuple({ total: amountSteps, firstBond: safeInteger, nextBond: safeInteger })

const NOBODY: Staker = { staked: [], unbonding: ZERO, slash: undefined, bond: undefined }

const stakerKey = (address: Address): string => KEY_SPACE.stake + bytesToHex(address)

/** The staker, or one with nothing at stake. */
export const readStaker = (state: StateReader, address: Address): Staker =>
  readEntry(state, stakerKey(address), stakerTuple) ?? NOBODY

/**
 * Writes a staker without the steps that are over by the final block's epoch; one with nothing left has no
 * entry.
 */
export function writeStaker(
  draft: StateDraft,
  address: Address,
  staker: Staker,
  { final }: Pick<Era, 'final'>,
): void {
  const { unbonding, slash, bond } = staker
  const staked = currentSteps(staker.staked, final)
  const isOver = staked.length === 0 && unbonding === ZERO && slash === undefined && bond === undefined
  const entry = [stepsToCbor(staked), unbonding, slash ? [slash.beforeSlot, slash.bond] : null, bond ?? null]
  draft.set(stakerKey(address), isOver ? undefined : encode(entry))
}

/** The staker of an entry; undefined for an entry of another kind. */
export function stakerOfEntry(key: string, value: Uint8Array): [Address, Staker] | undefined {
  if (!key.startsWith(KEY_SPACE.stake)) return undefined
  const address = addressFromBytes(hexToBytes(key.slice(KEY_SPACE.stake.length)))
  return [address, decodeEntry(value, stakerTuple)]
}

/** Reads the entry that a network with proof of stake has from genesis on. */
export const readStakes = (state: StateReader): Stakes =>
  known(readEntry(state, KEY_SPACE.stakes, stakesTuple), 'the stakes in the state')

export const writeStakes = (draft: StateDraft, { total, firstBond, nextBond }: Stakes): void =>
  draft.set(KEY_SPACE.stakes, encode([stepsToCbor(total), firstBond, nextBond]))

/** The share of an address in this epoch, with which it draws. */
export const shareOf = (state: StateReader, address: Address, epoch: number): Share => ({
  stake: amountIn(readStaker(state, address).staked, epoch),
  total: amountIn(readStakes(state).total, epoch),
})

/** May a stake change in this epoch? Not while the changes of many epochs wait to become final. */
export function checkRoom(state: StateReader, address: Address, era: Era): Result<void, TransactionFailure> {
  if (hasRoom(readStaker(state, address).staked, era) && hasRoom(readStakes(state).total, era))
    return ok(undefined)
  return failure(
    'STAKE_UNSETTLED',
    'the changes of many epochs wait to become final; try again when blocks are final again',
  )
}

/**
 * Changes a stake, and the total with it, in this epoch. The caller has checked that both remain amounts and
 * that there is room.
 */
export function changeStake(draft: StateDraft, address: Address, difference: bigint, era: Era): void {
  const staker = readStaker(draft, address)
  const stakes = readStakes(draft)
  const changed = (steps: AmountSteps) => withLatest(steps, era, (latestOf(steps) + difference) as Amount)
  writeStaker(draft, address, { ...staker, staked: changed(staker.staked) }, era)
  writeStakes(draft, { ...stakes, total: changed(stakes.total) })
}

/** Writes the stakes of genesis, which count from the start. */
export function foundStakes(draft: StateDraft, stakes: readonly (readonly [Address, Amount])[]): void {
  const from = 0
  for (const [address, amount] of stakes) {
    writeStaker(draft, address, { ...NOBODY, staked: [{ from, amount }] }, { final: from })
  }
  const total = stakes.reduce((sum, [, amount]) => sum + amount, 0n) as Amount
  writeStakes(draft, { total: [{ from, amount: total }], firstBond: 0, nextBond: 0 })
}
