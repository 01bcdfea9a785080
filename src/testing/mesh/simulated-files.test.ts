import { expect, test } from 'vitest'
import { REPLICAS } from '#files/limits.ts'
import { createEventClock } from './event-clock.ts'
import { SimulatedFiles } from './simulated-files.ts'

const TABS = 104
const MINUTE = 60_000

async function settled(believes: (tab: number, living: number) => number, minutes = 4) {
  const clock = createEventClock()
  const world = new SimulatedFiles({ seed: 'files', clock, tabs: TABS, files: 16, holders: 10, believes })
  world.start()
  await clock.advance(minutes * MINUTE)
  return { clock, world }
}

/** For each file the tabs that announce it, as one tab without files counts them. */
const announced = (world: SimulatedFiles) => {
  const [reader] = [...world.tabs.values()].filter(({ held }) => held.size < 6)
  return world.files.map(({ cid }) => reader?.holders.now(cid).length ?? 0)
}

const copies = (world: SimulatedFiles) => world.files.map(({ cid }) => world.holdersOf(cid).length)

const SIZES = {
  'know how many there are': (_: number, living: number) => living,
  'take the network for small or large, each as it likes': (tab: number, living: number) =>
    tab % 3 === 0 ? 50 : living * (1 + (tab % 7)),
}

test.each(Object.entries(SIZES))(
  'tabs that %s announce each file often enough, and replace copies when half of the tabs crash',
  async (_, believes) => {
    const { clock, world } = await settled(believes)
    expect(Math.min(...announced(world))).toBeGreaterThanOrEqual(REPLICAS)

    world.crash([...world.tabs.keys()].filter((_, i) => i % 2 === 0))
    // The few that are left of some files are too few from now on.
    for (const { cid } of world.files.slice(0, 4))
      for (const id of world.holdersOf(cid).slice(1)) world.tabs.get(id)?.held.delete(cid)
    const before = copies(world)
    expect(Math.min(...before)).toBe(1)
    await clock.advance(30 * MINUTE)
    expect(Math.min(...copies(world))).toBeGreaterThanOrEqual(REPLICAS)
    // Tabs that copy the same file at once are few.
    for (const [i, count] of copies(world).entries())
      expect(count - Math.max(REPLICAS, before[i] ?? 0)).toBeLessThanOrEqual(8)
  },
)

test('a large network spends far less on announcements than everybody announcing everything', async () => {
  const bytes = async (believes: number) => {
    const { clock, world } = await settled(() => believes)
    world.bytes = 0
    await clock.advance(6 * MINUTE)
    return world.bytes / 360
  }
  const [all, few] = [await bytes(50), await bytes(TABS)]
  expect(few).toBeLessThan(1_024)
  expect(all).toBeGreaterThan(3 * few)
})
