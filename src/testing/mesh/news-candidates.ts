import { ANNOUNCE_MS, LONGEST_TURN_MS, NEWS_BYTES_PER_SECOND, NEWS_OVERHEAD_BYTES } from '#files/limits.ts'
import { assert, known } from '#lib/assert.ts'
import { type Random, shuffled } from '#lib/random.ts'
import { MAX_ANNOUNCED_FILES } from '#network/limits.ts'
import { createSeededRandom } from '../seeded-random.ts'
import type { Graph } from './graph.ts'
import { Kademlia } from './kademlia.ts'
import { RPC_BYTES } from './messages.ts'
import type { SimulatedMesh } from './simulated-mesh.ts'
import { spread } from './spread.ts'
import { mean, median, quantile } from './statistics.ts'

/** How news of files could travel, and what that costs a tab that does nothing. */
export interface NewsFigures {
  readonly way: string
  /** Bytes that a tab receives per minute for news, and of the links that only news need. */
  readonly kilobytesPerMinute: number
  /** Links that a tab opens for news, per minute. */
  readonly dialsPerMinute: number
  /** The share of lookups of a recorded file that reach a tab that holds it, and the time that takes. */
  readonly found: number
  readonly afterMs: number
  /** The same a minute after half of the tabs ended, among files that anybody still holds. */
  readonly foundAfterHalf: number
}

/** Files that the chain records and that the network keeps (`RECORDED_FILES`); each has its author and three copies. */
const FILES = 500
const HOLDERS = 4
/** Files of its own that a tab holds and no chain records any more; only today's way announces them. */
const OWN_FILES = 16
const CID_BYTES = 38
/** Key, time, signature and the framing of the lists. */
const NEWS_BYTES = 125
/** Introduction, DTLS, Noise, identify and handshake of a link that lives for one question. */
const DIAL_BYTES = 12_000
const DIAL_MS = 2_000
const ROUND_TRIP_MS = 130
/** Tabs leave after half an hour or so: records that are not renewed are soon nobody's. */
const RENEW_MINUTES = 10
/** How often kad-dht looks itself up, to keep its routing table (`querySelfInterval`). */
const SELF_MINUTES = 5
const LOOKUPS = 300

export interface NewsWorld {
  readonly mesh: SimulatedMesh
  readonly graph: Graph
  readonly random: Random
  /** The tabs that hold each file. */
  readonly files: readonly (readonly number[])[]
  readonly dead: ReadonlySet<number>
}

export function newsWorld(mesh: SimulatedMesh, graph: Graph, seed: string): NewsWorld {
  const random = createSeededRandom(`news/${seed}`)
  const count = graph.ids.length
  const some = (size: number) => {
    const set = new Set<number>()
    while (set.size < size) set.add(random.below(count))
    return [...set]
  }
  const files = Array.from({ length: FILES }, () => some(HOLDERS))
  return { mesh, graph, random, files, dead: new Set(some(count >> 1)) }
}

/** Today's way below a hundred tabs: every tab announces everything every fifteen seconds to all. */
export async function everybody(world: NewsWorld): Promise<NewsFigures> {
  const { graph, random } = world
  const count = graph.ids.length
  const perTab = Math.min(MAX_ANNOUNCED_FILES, Math.round((FILES * HOLDERS) / count) + OWN_FILES)
  const reach = reachOfAuthors(world)
  const authors = Array.from({ length: 60 }, () => random.below(count))
  const share = mean(authors.map(author => reach(author).size / count))
  const cost = await floodCost(graph, NEWS_BYTES + perTab * CID_BYTES)
  const found = lookups(world, (asker, holders) => holders.some(holder => reach(holder).has(asker)))
  const later = lookupsAfterHalf(world, (asker, living) => living.some(holder => reach(holder).has(asker)))
  return {
    way: 'everybody to all (today)',
    kilobytesPerMinute: (count * share * cost * 4) / 1_000,
    dialsPerMinute: 0,
    found,
    afterMs: DIAL_MS,
    foundAfterHalf: later,
  }
}

/** libp2p's kad-dht with perfect routing tables, as if links were not scarce: each question needs a dial. */
export function kademlia(world: NewsWorld): NewsFigures {
  const { graph, random, files } = world
  const count = graph.ids.length
  const dht = new Kademlia(graph, random)
  const published = files.map(() => random.below(2 ** 32))
  const stores = published.map(key => dht.lookup(random.below(count), key).closest)
  const puts = published.map(key => dht.lookup(random.below(count), key).dials)
  const find = (dead: ReadonlySet<number>) => {
    const living = (tab: number) => !dead.has(tab)
    const files = published.flatMap((key, i) =>
      known(world.files[i], 'file').some(living) ? [{ key, stores: known(stores[i], 'stores') }] : [],
    )
    return Array.from({ length: LOOKUPS }, () => {
      const { key, stores } = known(files[random.below(files.length)], 'file')
      let asker = random.below(count)
      while (dead.has(asker)) asker = random.below(count)
      const has = new Set(stores.filter(living))
      return dht.lookup(asker, key, { dead, has })
    })
  }
  const gets = find(new Set())
  const dialsPerMinute = mean(puts) * ((FILES * HOLDERS) / count / RENEW_MINUTES + 1 / SELF_MINUTES)
  return {
    way: 'kad-dht',
    // Each dial has two ends.
    kilobytesPerMinute: (2 * dialsPerMinute * DIAL_BYTES) / 1_000,
    dialsPerMinute,
    found: mean(gets.map(({ isFound }) => Number(isFound))),
    afterMs: median(gets.map(({ ms }) => ms)) + DIAL_MS,
    foundAfterHalf: mean(find(world.dead).map(({ isFound }) => Number(isFound))),
  }
}

/**
 * Parts of the CID space, each with some sixty-four tabs that are linked among each other and gossip its
 * news; a tab outside dials one that its address book knows.
 */
export async function shards(world: NewsWorld): Promise<NewsFigures> {
  const { graph, mesh, random } = world
  const count = graph.ids.length
  const parts = 2 ** Math.max(0, Math.floor(Math.log2(count / 64)))
  const partOfTab = graph.ids.map(() => random.below(parts))
  const places = new Map(graph.ids.map((id, i) => [id, i]))
  const partOfFile = world.files.map(() => random.below(parts))
  const bookOf = (tab: number, part: number) => {
    const { known: book } = known(mesh.tabs.get(known(graph.ids[tab], 'id')), 'tab')
    return book
      .dialable()
      .flatMap(id => places.get(id) ?? [])
      .filter(other => partOfTab[other] === part)
  }
  const asks = (dead: ReadonlySet<number>) =>
    Array.from({ length: LOOKUPS }, () => {
      const file = random.below(FILES)
      if (!world.files[file]?.some(tab => !dead.has(tab))) return []
      let asker = random.below(count)
      while (dead.has(asker)) asker = random.below(count)
      if (partOfTab[asker] === partOfFile[file]) return [1]
      const members = bookOf(asker, known(partOfFile[file], 'part'))
      return [Number(members.slice(0, 3).some(tab => !dead.has(tab)))]
    }).flat()
  const announcements = (FILES * HOLDERS) / parts / RENEW_MINUTES
  const cost = await floodCost(graph, NEWS_BYTES + CID_BYTES)
  const perTab = (FILES * HOLDERS) / count
  const distinct = parts * (1 - (1 - 1 / parts) ** perTab)
  const dialsPerMinute = (distinct * (1 - 1 / parts)) / RENEW_MINUTES
  return {
    way: 'parts of the CID space, linked among each other',
    // Three of eight links lie within a part, and carry its news.
    kilobytesPerMinute: (announcements * cost * (3 / 8) + 2 * dialsPerMinute * DIAL_BYTES) / 1_000,
    dialsPerMinute,
    found: mean(asks(new Set())),
    afterMs: (parts > 1 ? DIAL_MS : 0) + ROUND_TRIP_MS + DIAL_MS,
    foundAfterHalf: mean(asks(world.dead)),
  }
}

/** Per file the holders nearest to it announce it to all, the less often the more there are. */
export async function nearest(world: NewsWorld): Promise<NewsFigures> {
  const { graph, files } = world
  const byTab = new Map<number, number>()
  for (const holders of files) for (const tab of holders) byTab.set(tab, (byTab.get(tab) ?? 0) + 1)
  const sizes = [...byTab.values()].map(held => NEWS_BYTES + held * CID_BYTES)
  const cost = sizes.reduce((sum, size) => sum + size - NEWS_BYTES + NEWS_OVERHEAD_BYTES, 0)
  const turnS = Math.min(LONGEST_TURN_MS / 1_000, Math.max(ANNOUNCE_MS / 1_000, cost / NEWS_BYTES_PER_SECOND))
  const costs = await floodCost(graph, Math.round(mean(sizes)))
  const isLive = (tab: number) => !world.dead.has(tab)
  return {
    way: `the ${HOLDERS} nearest holders to all, a turn of ${Math.round(turnS)} s`,
    kilobytesPerMinute: ((sizes.length * costs) / turnS) * 0.06,
    dialsPerMinute: 0,
    found: 1,
    // A neighbour that was there for a turn knows the holders.
    afterMs: ROUND_TRIP_MS + DIAL_MS,
    // The dead are still named, and a fetch dials three holders.
    foundAfterHalf: lookupsAfterHalf(world, (_, living, holders) =>
      living.length > 0 ? shuffled(holders, world.random).slice(0, 3).some(isLive) : false,
    ),
  }
}

/** Bytes that a tab receives for one announcement to all. */
async function floodCost(graph: Graph, bytes: number): Promise<number> {
  const message = { from: 1, dataBytes: bytes, rpcBytes: bytes + RPC_BYTES, relayAfterMs: 2 }
  const { hops, bytesIn } = await spread(graph, message, `flood/${bytes}`)
  assert(quantile(hops, 0) >= 0, 'a message reaches all')
  return mean(bytesIn)
}

/** Tabs that an author's news reach: a tab passes on only those of linked and of vouched peers. */
function reachOfAuthors({ graph, mesh }: NewsWorld): (author: number) => ReadonlySet<number> {
  const reaches = new Map<number, Set<number>>()
  return author => {
    const done = reaches.get(author)
    if (done) return done
    const id = known(graph.ids[author], 'id')
    const reached = new Set([author])
    const queue = [author]
    for (let i = 0; i < queue.length; i++) {
      for (const next of known(graph.links[known(queue[i], 'tab')], 'links')) {
        const { vouched, links } = known(mesh.tabs.get(known(graph.ids[next], 'id')), 'tab')
        if (reached.has(next) || !(links.has(id) || vouched.has(id))) continue
        reached.add(next)
        queue.push(next)
      }
    }
    reaches.set(author, reached)
    return reached
  }
}

function lookups(
  { graph, files, random }: NewsWorld,
  finds: (asker: number, holders: readonly number[]) => boolean,
): number {
  return mean(
    Array.from({ length: LOOKUPS }, () =>
      Number(finds(random.below(graph.ids.length), known(files[random.below(FILES)], 'file'))),
    ),
  )
}

function lookupsAfterHalf(
  { graph, files, random, dead }: NewsWorld,
  finds: (asker: number, living: readonly number[], holders: readonly number[]) => boolean,
): number {
  const kept = files.filter(holders => holders.some(tab => !dead.has(tab)))
  return mean(
    Array.from({ length: LOOKUPS }, () => {
      const holders = known(kept[random.below(kept.length)], 'file')
      let asker = random.below(graph.ids.length)
      while (dead.has(asker)) asker = random.below(graph.ids.length)
      return Number(
        finds(
          asker,
          holders.filter(tab => !dead.has(tab)),
          holders,
        ),
      )
    }),
  )
}
