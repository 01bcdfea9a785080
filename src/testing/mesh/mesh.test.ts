import { expect, test } from 'vitest'
import { TARGET_LINKS } from '#network/limits.ts'
import { MAX_LINKS } from '#network/link-messages.ts'
import { distances, graphOf } from './graph.ts'
import { halfLeaves, linkFigures, settledMesh } from './measure-mesh.ts'
import { aBlock, aPayment } from './messages.ts'
import { spreadReally } from './real-gossip.ts'
import { type Spread, spread } from './spread.ts'
import { growthExponent, mean, quantile } from './statistics.ts'

const COUNT = 60

test('sixty tabs that arrive within a minute are one mesh, and again after half of them crash', async () => {
  const settled = await settledMesh(COUNT, 'test', 60_000)
  const before = linkFigures(graphOf(settled.mesh))
  expect(before.largest).toBe(1)
  expect(before.least).toBeGreaterThanOrEqual(TARGET_LINKS - 2)
  expect(before.most).toBeLessThanOrEqual(MAX_LINKS)
  expect(Math.max(...distances(graphOf(settled.mesh), 0))).toBeLessThanOrEqual(4)

  const repair = await halfLeaves(settled, false, 90)
  expect(repair.largestAtWorst).toBeGreaterThan(0.9)
  const after = linkFigures(graphOf(settled.mesh))
  expect(settled.mesh.tabs.size).toBe(COUNT / 2)
  expect(after.largest).toBe(1)
  expect(after.least).toBeGreaterThanOrEqual(TARGET_LINKS - 2)
})

test('the same seed leads to the same links', async () => {
  const runs = [await settledMesh(20, 'again', 30_000), await settledMesh(20, 'again', 30_000)]
  const [one, other] = runs.map(({ mesh }) => graphOf(mesh).links)
  expect(one).toEqual(other)
})

test('the model of gossip is close to gossipsub itself', async () => {
  const { mesh } = await settledMesh(COUNT, 'gossip', 30_000)
  const graph = graphOf(mesh)
  const messages = [aBlock(3), aPayment(5)]
  const real = await spreadReally(graph, messages, 'test')
  for (const [i, message] of messages.entries()) {
    const [theirs, ours] = [real[i] as Spread, await spread(graph, message, 'test')]
    for (const { hops } of [theirs, ours]) expect(quantile(hops, 0)).toBe(0)
    expect(Math.abs(mean(ours.hops) - mean(theirs.hops))).toBeLessThan(0.7)
    const ratio = mean(ours.bytesIn) / mean(theirs.bytesIn)
    expect(ratio).toBeGreaterThan(0.8)
    expect(ratio).toBeLessThan(1.25)
  }
})

test('growth exponents', () => {
  const of = (power: number) => growthExponent([100, 1_000, 10_000].map(n => [n, 3 * n ** power] as const))
  expect(of(2)).toBeCloseTo(2)
  expect(of(0)).toBeCloseTo(0)
  expect(of(-1)).toBeCloseTo(-1)
})
