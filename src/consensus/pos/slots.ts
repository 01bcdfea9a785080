import type { BlockContext } from '#chain/apply/consensus-rules.ts'
import type { GenesisParameters, PosParameters } from '#chain/genesis/genesis.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { Era } from './amount-steps.ts'

/**
 * Time in proof of stake: slots, each of which may have a block, and epochs of several slots. Both count from
 * genesis, from 0.
 */
export interface Slots {
  /** The slot of a time; negative before genesis. */
  slotAt(time: UnixMs): number
  epochOf(slot: number): number
  epochAt(time: UnixMs): number
  /** The epochs of a block and of the final block that it names. */
  eraOf(block: Pick<BlockContext, 'timestamp' | 'final'>): Era
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
  const epochAt = (time: UnixMs) => epochOf(slotAt(time))
  return {
    slotAt,
    epochOf,
    epochAt,
    eraOf: ({ timestamp, final }) => ({
      now: epochAt(timestamp),
      final: epochAt(known(final, 'final block of a signed chain').timestamp),
    }),
    startOf,
    startOfEpoch: epoch => startOf(epoch * epochSlots),
  }
}
