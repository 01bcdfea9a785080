import type { GenesisParameters, PosParameters } from '#chain/genesis/genesis.ts'

/**
 * The slot and epoch of a proof-of-stake network by a clock. Both count from 0 at genesis; times are in ms
 * since 1970.
 */
export interface SlotClock {
  readonly slot: number
  readonly slotEnds: number
  readonly epoch: number
  readonly epochEnds: number
}

/** Epochs from a change of a stake until it counts, by the rules. */
export const COUNT_DELAY_EPOCHS = 2

type Genesis = Pick<GenesisParameters, 'timestamp'>
type Slots = Pick<PosParameters, 'spacingMs' | 'epochSlots'>

/** The slot and epoch of a moment, of the first ones before genesis. */
export function slotClock(genesis: Genesis, slots: Slots, now: number): SlotClock {
  const slot = Math.max(0, Math.floor((now - genesis.timestamp) / slots.spacingMs))
  const epoch = Math.floor(slot / slots.epochSlots)
  return {
    slot,
    slotEnds: genesis.timestamp + (slot + 1) * slots.spacingMs,
    epoch,
    epochEnds: epochStart(genesis, slots, epoch + 1),
  }
}

/** When an epoch begins. */
export function epochStart(genesis: Genesis, { spacingMs, epochSlots }: Slots, epoch: number): number {
  return genesis.timestamp + epoch * epochSlots * spacingMs
}
