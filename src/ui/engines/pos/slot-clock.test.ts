import { expect, test } from 'vitest'
import { COUNT_DELAY } from '#consensus/pos/limits.ts'
import { createSlots } from '#consensus/pos/slots.ts'
import type { UnixMs } from '#lib/clock.ts'
import { COUNT_DELAY_EPOCHS, epochStart, slotClock } from './slot-clock.ts'

const genesis = { timestamp: 1_000_000 as UnixMs }
const slots = { spacingMs: 10_000, epochSlots: 6 }

test('the screens count slots and epochs as the rules do', () => {
  const rules = createSlots(genesis, slots)
  for (let now = 1_000_000; now < 1_200_000; now += 1_234) {
    const clock = slotClock(genesis, slots, now)
    const slot = rules.slotAt(now as UnixMs)
    expect(clock).toEqual({
      slot,
      slotEnds: rules.startOf(slot + 1),
      epoch: rules.epochOf(slot),
      epochEnds: rules.startOfEpoch(rules.epochOf(slot) + 1),
    })
  }
  expect(epochStart(genesis, slots, 3)).toBe(rules.startOfEpoch(3))
  expect(COUNT_DELAY_EPOCHS).toBe(COUNT_DELAY)
})

test('a clock that is behind the genesis is in its first slot', () => {
  expect(slotClock(genesis, slots, 0)).toMatchObject({ slot: 0, epoch: 0 })
})
