import { expect, test } from 'vitest'
import { createEventClock, type EventClock } from '#testing/mesh/event-clock.ts'
import { graphOf, largestShare } from '#testing/mesh/graph.ts'
import { SimulatedMesh } from '#testing/mesh/simulated-mesh.ts'
import { TARGET_LINKS } from './limits.ts'

interface World {
  readonly clock: EventClock
  readonly mesh: SimulatedMesh
}

/** Tabs that arrive one by one; the server introduces each of them once. */
async function settled(count: number, seed: string, seconds = 120): Promise<World> {
  const clock = createEventClock()
  const mesh = new SimulatedMesh({
    seed: `${seed}/${count}`,
    clock,
    dialMs: [300, 300],
    deadDialMs: 300,
    hasServer: false,
  })
  for (let i = 0; i < count; i++) {
    mesh.join(i)
    await clock.advance(500)
  }
  await clock.advance(seconds * 1_000)
  return { clock, mesh }
}

const counts = ({ mesh }: World) =>
  graphOf(mesh)
    .links.map(({ length }) => length)
    .sort((a, b) => a - b)
const isConnected = ({ mesh }: World) => largestShare(graphOf(mesh)) === 1
const tabs = ({ mesh }: World) => [...mesh.tabs.values()]

test.each([2, 5, 9])('%i nodes form a full mesh and stay so', async count => {
  const world = await settled(count, 'mesh')
  expect(counts(world)).toEqual(Array(count).fill(count - 1))
  world.mesh.isWatching = true
  await world.clock.advance(300_000)
  expect(world.mesh.leastLinks).toBe(Number.POSITIVE_INFINITY)
})

test.each([10, 12, 16, 24, 40])(
  '%i nodes: eight links each, connected, and every node rotates',
  async count => {
    const world = await settled(count, 'many')
    world.mesh.isWatching = true
    for (let minute = 0; minute < 10; minute++) {
      await world.clock.advance(60_000)
      const links = counts(world)
      // A rotation under way gives one node a link too many and one a link too few for some seconds.
      expect(links[0]).toBeGreaterThanOrEqual(TARGET_LINKS - 1)
      expect(links.at(-1)).toBeLessThanOrEqual(TARGET_LINKS + 2)
      expect(links.filter(each => each === TARGET_LINKS).length).toBeGreaterThanOrEqual(count * 0.75)
      expect(isConnected(world)).toBe(true)
    }
    // Several neighbours may let go at one moment.
    expect(world.mesh.leastLinks).toBeGreaterThanOrEqual(TARGET_LINKS / 2)
    expect(tabs(world).every(tab => tab.rotations >= 5)).toBe(true)
    expect(tabs(world).every(tab => tab.known.aliveCount() >= 9)).toBe(true)
  },
)

test('when half of the nodes leave at once the others find links again, and forget the dead', async () => {
  const world = await settled(24, 'churn')
  world.mesh.leave(tabs(world).flatMap(({ id }, i) => (i % 2 === 0 ? [id] : [])))
  await world.clock.advance(60_000)
  expect(counts(world)[0]).toBeGreaterThanOrEqual(TARGET_LINKS - 1)
  expect(isConnected(world)).toBe(true)
  await world.clock.advance(300_000)
  for (const { known } of tabs(world)) expect(known.aliveCount()).toBe(11)
})

test('a network that shrinks below ten nodes becomes a full mesh', async () => {
  const world = await settled(14, 'shrink')
  world.mesh.leave(
    tabs(world)
      .slice(0, 6)
      .map(({ id }) => id),
  )
  await world.clock.advance(240_000)
  expect(counts(world)).toEqual(Array(8).fill(7))
})
