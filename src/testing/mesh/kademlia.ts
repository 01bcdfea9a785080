import { known } from '#lib/assert.ts'
import { type Random, shuffled } from '#lib/random.ts'
import type { Graph } from './graph.ts'

/** As kad-dht: peers per bucket and per answer, and questions at a time. */
const BUCKET = 20
const PARALLEL = 3
/** Tabs that keep a record; kad-dht's twenty would cost five times as many dials. */
const KEEPERS = 4
/** A dial of one to three seconds: the slowest of three, and one that nobody answers. */
const ROUND_MS = 2_500
const DEAD_MS = 15_000

const NONE: ReadonlySet<number> = new Set()

export interface Lookup {
  readonly dials: number
  readonly ms: number
  readonly isFound: boolean
  readonly closest: readonly number[]
}

/**
 * Kademlia over the tabs of a graph with routing tables that are complete and right, which is more than a
 * tab could know. A question needs a link: it is dialled unless it is one of the graph's.
 */
export class Kademlia {
  readonly #graph: Graph
  readonly #keys: readonly number[]
  readonly #tables: readonly (readonly number[])[]

  constructor(graph: Graph, random: Random) {
    this.#graph = graph
    this.#keys = graph.ids.map(() => random.below(2 ** 32))
    const sorted = this.#keys.map((_, tab) => tab).sort((a, b) => this.#key(a) - this.#key(b))
    this.#tables = this.#keys.map((_, tab) => this.#tableOf(tab, sorted, random))
  }

  lookup(
    asker: number,
    target: number,
    { dead = NONE, has = NONE }: { dead?: ReadonlySet<number>; has?: ReadonlySet<number> } = {},
  ): Lookup {
    const linked = new Set([asker, ...known(this.#graph.links[asker], 'links')])
    const asked = new Set([asker])
    let near = this.#nearest(asker, target)
    let [dials, ms, isFound] = [0, 0, has.has(asker)]
    while (!isFound && !near.slice(0, KEEPERS).every(tab => asked.has(tab))) {
      const next = near.filter(tab => !asked.has(tab)).slice(0, PARALLEL)
      ms += next.some(tab => dead.has(tab)) ? DEAD_MS : ROUND_MS
      for (const tab of next) {
        asked.add(tab)
        if (!linked.has(tab)) dials++
        if (dead.has(tab)) {
          near = near.filter(other => other !== tab)
          continue
        }
        isFound ||= has.has(tab)
        near = this.#sorted([...new Set([...near, ...this.#nearest(tab, target)])], target).slice(0, BUCKET)
      }
    }
    return { dials, ms, isFound, closest: near.slice(0, KEEPERS) }
  }

  #key(tab: number): number {
    return this.#keys[tab] as number
  }

  #nearest(tab: number, target: number): number[] {
    return this.#sorted([tab, ...(this.#tables[tab] as number[])], target).slice(0, BUCKET)
  }

  #sorted(tabs: number[], target: number): number[] {
    return tabs.sort((a, b) => ((this.#key(a) ^ target) >>> 0) - ((this.#key(b) ^ target) >>> 0))
  }

  /** Up to twenty tabs for each length of a common prefix. */
  #tableOf(tab: number, sorted: readonly number[], random: Random): number[] {
    const own = this.#key(tab)
    const table: number[] = []
    for (let bit = 31; bit >= 0; bit--) {
      const from = (((own ^ (2 ** bit)) >>> bit) << bit) >>> 0
      const [low, high] = [this.#place(sorted, from), this.#place(sorted, from + 2 ** bit)]
      const places = Array.from(
        { length: Math.min(BUCKET, high - low) },
        () => low + random.below(high - low),
      )
      const all =
        high - low <= BUCKET ? sorted.slice(low, high) : places.map(place => sorted[place] as number)
      table.push(...new Set(shuffled(all, random)))
      if (high - low <= 1 && 2 ** bit < 2 ** 10) break
    }
    return table
  }

  /** The first place whose key is not below `key`. */
  #place(sorted: readonly number[], key: number): number {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#key(sorted[middle] as number) < key) low = middle + 1
      else high = middle
    }
    return low
  }
}
