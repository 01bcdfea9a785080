import { parametersOf } from '../../format/parameters-of.ts'
import { useNow } from '../../hooks/use-relative-time.ts'
import { useNode } from '../../node-context.tsx'
import { type SlotClock, slotClock } from './slot-clock.ts'

/** Slot and epoch by this device's clock, ticking. */
export function useSlotClock(): SlotClock {
  const { genesis } = useNode()
  return slotClock(genesis, parametersOf(genesis, 'pos'), useNow())
}
