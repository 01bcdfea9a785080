import { expect, test } from 'vitest'
import type { PeerId } from '#lib/peer-id.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { KnownPeers } from './known-peers.ts'
import { DROPPED_PAUSE_MS, LEFT_PAUSE_MS, PEER_EXCHANGE_MS, TARGET_LINKS } from './limits.ts'
import { MAX_LINKS } from './link-messages.ts'
import { TopologyDriver } from './topology-driver.ts'

interface SimulatedLink {
  since: number
  links: number
  asksRelease: boolean
}

/**
 * A node reduced to its address book and its topology; links take 300 ms to come about, neighbours hear of
 * changes after 50 ms.
 */
class SimulatedNode {
  readonly known: KnownPeers
  readonly links = new Map<PeerId, SimulatedLink>()
  readonly dialling = new Set<PeerId>()
  readonly driver: TopologyDriver
  rotations = 0
  asked: PeerId | undefined
  alive = true

  constructor(
    readonly id: PeerId,
    readonly world: World,
  ) {
    const { clock } = world
    const random = createSeededRandom(`${world.seed}/${id}`)
    this.known = new KnownPeers(id, [], { clock, random }, () => this.driver?.poke())
    this.driver = new TopologyDriver({
      known: this.known,
      clock,
      random,
      rotationMs: 60_000,
      introducer: undefined,
      ports: {
        links: () =>
          [...this.links].map(([peerId, { since, ...link }]) => ({
            peerId,
            ageMs: clock.now() - since,
            ...link,
          })),
        introduces: () => true,
        opening: () => [...this.dialling].map(peerId => ({ peerId, dial: true })),
        dial: peerId => this.#dial(peerId),
        drop: peerId => world.unlink(this, peerId, true),
        ask: peerId => {
          this.asked = peerId
          this.announce()
        },
        onEvent: type => {
          if (type === 'rotation') this.rotations++
        },
      },
    })
    clock.every(PEER_EXCHANGE_MS, () => this.#exchange())
    this.driver.start()
  }

  /** As heartbeats do: neighbours hear how many links this node has and whom it asks. */
  announce(): void {
    for (const peerId of this.links.keys()) {
      this.world.clock.after(50, () => {
        const link = this.world.nodes.get(peerId)?.links.get(this.id)
        if (!link) return
        link.links = this.links.size
        link.asksRelease = this.asked === peerId
        this.world.nodes.get(peerId)?.known.alive(this.id, this.links.size)
      })
    }
  }

  learn(from: SimulatedNode): void {
    for (const peer of from.known.peersFor(this.id, [...from.links.keys()]))
      this.known.learned(peer, 'exchange')
  }

  #exchange(): void {
    const peers = [...this.links.keys()]
    const peer = this.world.nodes.get(peers[this.world.random.below(Math.max(1, peers.length))] ?? name(0))
    if (!peer || !this.alive) return
    this.learn(peer)
    peer.learn(this)
  }

  async #dial(peerId: PeerId): Promise<void> {
    this.dialling.add(peerId)
    try {
      await new Promise<void>(resolve => this.world.clock.after(300, resolve))
      this.world.link(this, peerId)
    } catch (error) {
      if ((error as Error).message === 'full') this.known.postpone(peerId)
      else this.known.failed(peerId, 'DIAL_TIMEOUT')
      throw error
    } finally {
      this.dialling.delete(peerId)
    }
  }
}

class World {
  readonly clock: FakeClock = createFakeClock()
  readonly nodes = new Map<PeerId, SimulatedNode>()
  readonly random
  leastLinks = Number.POSITIVE_INFINITY
  watching = false

  constructor(readonly seed: string) {
    this.random = createSeededRandom(seed)
  }

  /** A new tab that receives at most ten others from the signaling server. */
  join(id: PeerId): void {
    const node = new SimulatedNode(id, this)
    this.nodes.set(id, node)
    const others = [...this.nodes.keys()].filter(other => other !== id)
    const some = others.sort(() => this.random.below(3) - 1).slice(0, 10)
    node.known.introduced(some, 'signaling')
  }

  leave(id: PeerId): void {
    const node = this.nodes.get(id)
    if (!node) return
    node.alive = false
    node.driver.stop()
    this.nodes.delete(id)
    for (const peerId of node.links.keys()) this.unlink(node, peerId, false)
  }

  link(from: SimulatedNode, peerId: PeerId): void {
    const to = this.nodes.get(peerId)
    if (!to || !from.alive) throw new Error('gone')
    if (from.links.has(peerId)) return
    if (to.links.size + to.dialling.size >= MAX_LINKS) throw new Error('full')
    for (const [a, b] of [
      [from, to],
      [to, from],
    ] as const) {
      a.links.set(b.id, { since: this.clock.now(), links: b.links.size, asksRelease: false })
      a.known.alive(b.id, b.links.size)
      a.learn(b)
      a.announce()
      a.driver.poke()
    }
  }

  unlink(by: SimulatedNode, peerId: PeerId, dropped: boolean): void {
    const other = this.nodes.get(peerId)
    for (const [a, b] of [
      [by, peerId],
      [other, by.id],
    ] as const) {
      if (!a?.links.delete(b)) continue
      a.known.left(b, dropped && a === by ? DROPPED_PAUSE_MS : LEFT_PAUSE_MS)
      a.announce()
      a.driver.poke()
      if (this.watching) this.leastLinks = Math.min(this.leastLinks, a.links.size)
    }
  }

  counts(): number[] {
    return [...this.nodes.values()].map(node => node.links.size).sort((a, b) => a - b)
  }

  /** Nodes that one of them reaches over links. */
  reachable(): number {
    const [first] = this.nodes.keys()
    const seen = new Set<PeerId>()
    const queue = first === undefined ? [] : [first]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (seen.has(id)) continue
      seen.add(id)
      queue.push(...(this.nodes.get(id)?.links.keys() ?? []))
    }
    return seen.size
  }
}

const name = (i: number) => testPeer(`node-${String(i).padStart(2, '0')}`)

async function settled(count: number, seed: string, seconds = 120): Promise<World> {
  const world = new World(`${seed}/${count}`)
  for (let i = 0; i < count; i++) {
    world.join(name(i))
    await world.clock.advance(500)
  }
  await world.clock.advance(seconds * 1_000)
  return world
}

test.each([2, 5, 9])('%i nodes form a full mesh and stay so', async count => {
  const world = await settled(count, 'mesh')
  expect(world.counts()).toEqual(Array(count).fill(count - 1))
  world.watching = true
  await world.clock.advance(300_000)
  expect(world.leastLinks).toBe(Number.POSITIVE_INFINITY)
})

test.each([10, 12, 16, 24, 40])(
  '%i nodes: eight links each, connected, and every node rotates',
  async count => {
    const world = await settled(count, 'many')
    world.watching = true
    for (let minute = 0; minute < 10; minute++) {
      await world.clock.advance(60_000)
      const counts = world.counts()
      // A rotation under way gives one node a link too many and one a link too few for some seconds.
      expect(counts[0]).toBeGreaterThanOrEqual(TARGET_LINKS - 1)
      expect(counts.at(-1)).toBeLessThanOrEqual(TARGET_LINKS + 2)
      expect(counts.filter(links => links === TARGET_LINKS).length).toBeGreaterThanOrEqual(count * 0.75)
      expect(world.reachable()).toBe(count)
    }
    // Several neighbours may let go at one moment.
    expect(world.leastLinks).toBeGreaterThanOrEqual(TARGET_LINKS / 2)
    expect([...world.nodes.values()].every(node => node.rotations >= 5)).toBe(true)
    expect([...world.nodes.values()].every(node => node.known.aliveCount() >= 9)).toBe(true)
  },
)

test('when half of the nodes leave at once the others find links again, and forget the dead', async () => {
  const world = await settled(24, 'churn')
  for (let i = 0; i < 12; i++) world.leave(name(i * 2))
  await world.clock.advance(60_000)
  expect(world.counts()[0]).toBeGreaterThanOrEqual(TARGET_LINKS - 1)
  expect(world.reachable()).toBe(12)
  await world.clock.advance(300_000)
  for (const node of world.nodes.values()) expect(node.known.aliveCount()).toBe(11)
})

test('a network that shrinks below ten nodes becomes a full mesh', async () => {
  const world = await settled(14, 'shrink')
  for (let i = 0; i < 6; i++) world.leave(name(i))
  await world.clock.advance(240_000)
  expect(world.counts()).toEqual(Array(8).fill(7))
})
