import type { Address } from '../../chain/address.ts'
import type { Amount } from '../../chain/amount.ts'
import { encode } from '../../chain/codec.ts'
import { address, amount, safeInteger, tuple } from '../../chain/schema.ts'
import { decodeEntry, readEntry } from '../../chain/state/entry.ts'
import { KEY_SPACE } from '../../chain/state/key-space.ts'
import type { StateDraft } from '../../chain/state/state-draft.ts'
import { known } from '../../lib/assert.ts'
import { bytesFromBigint, bytesToHex } from '../../lib/bytes.ts'
import { readStaker, readStakes, writeStaker, writeStakes } from './stakes.ts'

/** What was taken out of a stake and is given back in an epoch, if it is not slashed before. */
export interface Bond {
  readonly staker: Address
  readonly amount: Amount
  /** From this epoch on it may be released. */
  readonly epoch: number
}

/** Every bond waits equally long, so they are released in the order in which they came: a queue, an entry each, touched at its ends only. */
const bondTuple = tuple({ staker: address, amount, epoch: safeInteger })

const bondKey = (index: number): string => KEY_SPACE.release + bytesToHex(bytesFromBigint(BigInt(index), 8))

/** Makes a bond, which its staker has waiting from now on. */
export function addBond(draft: StateDraft, bond: Bond, epoch: number): void {
  const staker = readStaker(draft, bond.staker)
  writeStaker(draft, bond.staker, { ...staker, unbonding: (staker.unbonding + bond.amount) as Amount }, epoch)
  appendBond(draft, bond)
}

/** Puts a bond, which its staker has waiting already, at the end of the queue; gives its index. */
export function appendBond(draft: StateDraft, { staker, amount, epoch }: Bond): number {
  const stakes = readStakes(draft)
  draft.set(bondKey(stakes.nextBond), encode([staker, amount, epoch]))
  writeStakes(draft, { ...stakes, nextBond: stakes.nextBond + 1 })
  return stakes.nextBond
}

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
