import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Random, shuffled } from '#lib/random.ts'
import {
  DROPPED_PAUSE_MS,
  HEARTBEAT_MISSES,
  HEARTBEAT_MS,
  INTRODUCTIONS_LIMIT,
  LEFT_PAUSE_MS,
} from '#network/limits.ts'
import { MAX_LINKS } from '#network/link-messages.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { testPeer } from '../test-peer.ts'
import { SimulatedTab, type TabWorld } from './simulated-tab.ts'

export type MeshOptions = TabWorld['options'] & { readonly clock: Clock; hasServer: boolean }

/** The delay after which a neighbour knows of a change. */
const TELL_MS = 50

/**
 * Many tabs on one clock, each with the product's own address book, vouching and topology; only dials,
 * heartbeats, exchanges and the signaling server are simulated, without bytes. The same seed leads to the
 * same links.
 */
export class SimulatedMesh implements TabWorld {
  readonly options: MeshOptions
  readonly random: Random
  readonly tabs = new Map<PeerId, SimulatedTab>()
  dials = 0
  /** While links are watched, the fewest that a tab had right after it lost one. */
  leastLinks = Number.POSITIVE_INFINITY
  isWatching = false
  #ids: PeerId[] = []

  constructor(options: MeshOptions) {
    this.options = options
    this.random = createSeededRandom(options.seed)
  }

  get clock(): Clock {
    return this.options.clock
  }

  /** A new tab, to which the signaling server introduces others. */
  join(n: number): SimulatedTab {
    const tab = new SimulatedTab(tabName(n), this)
    tab.introduced(this.sample())
    this.tabs.set(tab.id, tab)
    this.#ids.push(tab.id)
    tab.start()
    return tab
  }

  sample(): PeerId[] {
    if (this.#ids.length <= INTRODUCTIONS_LIMIT) return [...this.#ids]
    const some = new Set<PeerId>()
    while (some.size < INTRODUCTIONS_LIMIT) some.add(this.#ids[this.random.below(this.#ids.length)] as PeerId)
    return [...some]
  }

  /** These end at one moment without a word, so that only missing heartbeats show it. */
  crash(ids: readonly PeerId[]): void {
    for (const tab of this.#end(ids)) {
      for (const peerId of tab.links.keys()) {
        const noticed = HEARTBEAT_MISSES * HEARTBEAT_MS + this.random.below(HEARTBEAT_MS)
        this.clock.after(noticed, () => this.tabs.get(peerId)?.lost(tab.id, LEFT_PAUSE_MS))
      }
    }
  }

  /** These leave, and their neighbours notice at once. */
  leave(ids: readonly PeerId[]): void {
    for (const tab of this.#end(ids))
      for (const peerId of tab.links.keys()) this.tabs.get(peerId)?.lost(tab.id, LEFT_PAUSE_MS)
  }

  /** Half of the tabs, at random. */
  half(): PeerId[] {
    return shuffled(this.#ids, this.random).slice(0, this.#ids.length >> 1)
  }

  link(from: SimulatedTab, peerId: PeerId): void {
    const to = this.tabs.get(peerId)
    if (!to || !from.isAlive) throw new Error('gone')
    if (from.links.has(peerId)) return
    if (to.links.size + to.dialling.size >= MAX_LINKS) throw new Error('full')
    from.linked(to, true)
    to.linked(from, false)
  }

  unlink(by: SimulatedTab, peerId: PeerId): void {
    by.lost(peerId, DROPPED_PAUSE_MS)
    this.tabs.get(peerId)?.lost(by.id, LEFT_PAUSE_MS)
  }

  lost(links: number): void {
    if (this.isWatching) this.leastLinks = Math.min(this.leastLinks, links)
  }

  /** As heartbeats do. */
  announce(tab: SimulatedTab): void {
    for (const peerId of tab.links.keys()) this.clock.after(TELL_MS, () => this.tabs.get(peerId)?.beat(tab))
  }

  #end(ids: readonly PeerId[]): SimulatedTab[] {
    const gone = new Set(ids)
    const ended = ids.flatMap(id => this.tabs.get(id) ?? [])
    for (const tab of ended) {
      tab.stop()
      this.tabs.delete(tab.id)
    }
    this.#ids = this.#ids.filter(id => !gone.has(id))
    return ended
  }
}

const tabName = (n: number) => testPeer(`tab-${String(n).padStart(5, '0')}`)
