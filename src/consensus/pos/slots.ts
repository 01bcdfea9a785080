import type { GenesisParameters, PosParameters } from '../../chain/genesis/genesis.ts'
import type { UnixMs } from '../../lib/clock.ts'

/** Time as proof of stake has it: slots, each of which may have a block, and epochs of so many slots. Both count from genesis, from 0. */
export interface Slots {
  /** The slot that a moment is in; negative before genesis. */
  slotAt(time: UnixMs): number
  epochOf(slot: number): number
  epochAt(time: UnixMs): number
  startOf(slot: number): UnixMs
  startOfEpoch(epoch: number): UnixMs
}

/** The slots of a network. */
export function createSlots(
  { timestamp }: Pick<GenesisParameters, 'timestamp'>,
  { spacingMs, epochSlots }: Pick<PosParameters, 'spacingMs' | 'epochSlots'>,
): Slots {
  const slotAt = (time: UnixMs) => Math.floor((time - timestamp) / spacingMs)
  const epochOf = (slot: number) => Math.floor(slot / epochSlots)
  const startOf = (slot: number) => (timestamp + slot * spacingMs) as UnixMs
  return {
    slotAt,
    epochOf,
    epochAt: time => epochOf(slotAt(time)),
    startOf,
    startOfEpoch: epoch => startOf(epoch * epochSlots),
  }
}
