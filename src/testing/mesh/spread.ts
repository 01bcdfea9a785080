import { shuffled } from '#lib/random.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { createEventClock } from './event-clock.ts'
import type { Graph } from './graph.ts'
import { Lines } from './lines.ts'

/** How a message reached the tabs, by their numbers. */
export interface Spread {
  /** Links that it passed; −1 where it did not arrive. */
  readonly hops: readonly number[]
  /** Milliseconds until the tab had it. */
  readonly afterMs: readonly number[]
  readonly bytesIn: readonly number[]
  readonly bytesOut: readonly number[]
  readonly messagesIn: readonly number[]
}

export interface SpreadMessage {
  readonly from: number
  /** Bytes of the data and of the RPC around it. */
  readonly dataBytes: number
  readonly rpcBytes: number
  /** From its arrival to its relay: the check, and for a transaction a delay. */
  readonly relayAfterMs: number
}

/** From this size of data on gossipsub says at once that it needs no second copy (`idontwantMinDataSize`). */
const DONT_WANT_BYTES = 512
const DONT_WANT_RPC_BYTES = 40
/** Its heartbeats name a message to links outside of its mesh this often, a second apart. */
const NAMED_TIMES = 3
const NAMED_RPC_BYTES = 85
/** A tab grafts links into its mesh until it has so many (`Dlo`). */
const LEAST_IN_MESH = 5

/**
 * A model of gossipsub over fixed links: a tab relays a message once, after its check, to every neighbour of
 * its mesh but the one from which it came and those that said that they do not want it, and names it to the
 * rest. It is far cheaper than gossipsub's code, and `real-gossip.ts` shows how far off it is.
 */
export async function spread(graph: Graph, message: SpreadMessage, seed: string): Promise<Spread> {
  const clock = createEventClock(0)
  const count = graph.links.length
  const lines = new Lines(count, seed, clock)
  const hops = Array<number>(count).fill(-1)
  const afterMs = Array<number>(count).fill(Number.POSITIVE_INFINITY)
  const unwanted = new Map<number, Set<number>>()
  const mesh = meshOf(graph, seed)

  const relay = (tab: number, source: number) => {
    // Whoever publishes sends to all.
    for (const next of (source === -1 ? graph.links[tab] : mesh[tab]) as Iterable<number>) {
      if (next === source || unwanted.get(tab)?.has(next)) continue
      lines.send(tab, next, message.rpcBytes, () => receive(next, tab))
    }
  }
  const refuseMore = (tab: number, source: number) => {
    for (const next of mesh[tab] as Set<number>) {
      if (next === source) continue
      lines.send(tab, next, DONT_WANT_RPC_BYTES, () => {
        unwanted.set(next, (unwanted.get(next) ?? new Set()).add(tab))
      })
    }
  }
  const receive = (tab: number, source: number) => {
    if (hops[tab] !== -1) return
    hops[tab] = (hops[source] as number) + 1
    afterMs[tab] = clock.now()
    if (message.dataBytes >= DONT_WANT_BYTES) refuseMore(tab, source)
    clock.after(message.relayAfterMs, () => {
      relay(tab, source)
      for (let time = 0; time < NAMED_TIMES; time++) clock.after(500 + 1_000 * time, () => name(tab))
    })
  }
  const name = (tab: number) => {
    for (const next of graph.links[tab] as readonly number[])
      if (!mesh[tab]?.has(next)) lines.send(tab, next, NAMED_RPC_BYTES, () => {})
  }

  hops[message.from] = 0
  afterMs[message.from] = 0
  relay(message.from, -1)
  await clock.advance(60_000)
  return {
    hops,
    afterMs,
    bytesIn: lines.bytesIn,
    bytesOut: lines.bytesOut,
    messagesIn: lines.messagesIn,
  }
}

/** Links come about one after the other, and both ends take one while either has too few. */
function meshOf({ links }: Graph, seed: string): Set<number>[] {
  const mesh = links.map(() => new Set<number>())
  const pairs = links.flatMap((others, tab) => others.filter(other => tab < other).map(other => [tab, other]))
  for (const [a, b] of shuffled(pairs, createSeededRandom(`mesh/${seed}`)) as [number, number][]) {
    const [one, other] = [mesh[a] as Set<number>, mesh[b] as Set<number>]
    if (Math.min(one.size, other.size) >= LEAST_IN_MESH) continue
    one.add(b)
    other.add(a)
  }
  return mesh
}
