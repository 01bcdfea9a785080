import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { Network, NetworkHandlers } from '#network/network.ts'
import { type MemoryLinks, MemoryNetwork, type MemoryPenalty } from './memory-network.ts'

export interface MemoryHubOptions {
  readonly clock: Clock
  readonly random: Random
  /** Every message takes a random time between these, so that messages overtake each other. */
  readonly delayMs?: readonly [least: number, most: number]
  /** How many of 100 gossip messages arrive twice. */
  readonly duplicates?: number
  /** How many of 100 gossip messages are lost. */
  readonly losses?: number
}

/**
 * The network between nodes of one process: no libp2p, no bytes on a wire, one clock and one source of
 * randomness, so that a seed repeats a run. All started nodes are linked with each other unless they are in
 * different partitions.
 */
export class MemoryHub implements MemoryLinks {
  readonly #options: MemoryHubOptions
  readonly #nodes = new Map<string, MemoryNetwork>()
  readonly #groups = new Map<string, number>()
  readonly #mute = new Set<string>()
  /** Pairs that one of the two disconnected. */
  readonly #parted = new Set<string>()
  readonly penalties: MemoryPenalty[] = []
  #serverRuns = true
  /** Whether these two link at all; by default all do. Set before they start. */
  links: (one: string, other: string) => boolean = () => true

  constructor(options: MemoryHubOptions) {
    this.#options = options
  }

  get clock(): Clock {
    return this.#options.clock
  }

  /**
   * A node's network, not started; a peer id may be used again once its last network stopped (a restarted
   * node).
   */
  create(name: string, handlers: NetworkHandlers): Network {
    const network = new MemoryNetwork(this, name as PeerId, handlers)
    this.#nodes.set(name, network)
    return network
  }

  /**
   * Separates nodes of different groups from now on; messages under way between them are lost. Nodes in no
   * group form one more.
   */
  partition(...groups: readonly (readonly string[])[]): void {
    this.#groups.clear()
    for (const [i, group] of groups.entries()) for (const peerId of group) this.#groups.set(peerId, i + 1)
    this.relink()
  }

  /** Drops everything that one of these sends to one of those from now on, while their links stay. */
  mute(from: readonly string[], to: readonly string[]): void {
    for (const one of from) for (const other of to) this.#mute.add(`${one} ${other}`)
  }

  receives(to: MemoryNetwork, from: MemoryNetwork): boolean {
    return !this.#mute.has(`${from.peerId} ${to.peerId}`)
  }

  heal(): void {
    this.#mute.clear()
    this.partition()
  }

  reaches(from: MemoryNetwork, to: MemoryNetwork): boolean {
    const isSameGroup = (this.#groups.get(from.peerId) ?? 0) === (this.#groups.get(to.peerId) ?? 0)
    if (!this.links(from.peerId, to.peerId) || this.#parted.has(pairOf(from.peerId, to.peerId))) return false
    return isSameGroup && from.running && to.running && from.accepts(to.peerId) && to.accepts(from.peerId)
  }

  /** Opens and closes links as the partition requires. */
  relink(): void {
    for (const from of this.#nodes.values()) {
      for (const to of this.#nodes.values()) {
        if (from !== to) from.setLinked(to, this.reaches(from, to))
      }
    }
  }

  /** The two are not linked until either of them connects. */
  part(one: string, other: string): void {
    this.#parted.add(pairOf(one, other))
    this.relink()
  }

  get serverRuns(): boolean {
    return this.#serverRuns
  }

  /** From now on only a common neighbour, or a chain of them, links two nodes again. */
  stopServer(): void {
    this.#serverRuns = false
  }

  connect(one: string, other: string): void {
    if (!this.#serverRuns && !this.#isIntroduced(one, other)) return
    this.#parted.delete(pairOf(one, other))
    this.relink()
  }

  #isIntroduced(one: string, other: string): boolean {
    const found = new Set([one])
    for (const peerId of found)
      for (const peer of this.#nodes.get(peerId)?.peers() ?? []) found.add(peer.peerId)
    return found.has(other)
  }

  node(peerId: string): MemoryNetwork | undefined {
    return this.#nodes.get(peerId)
  }

  /** Runs `task` after the delay of a message. */
  later(task: () => void): void {
    const [least, most] = this.#options.delayMs ?? [5, 50]
    this.#options.clock.after(least + this.#options.random.below(most - least + 1), task)
  }

  /** Delivers a gossip message never, once or twice. */
  gossip(task: () => void): void {
    const { random, losses = 0, duplicates = 0 } = this.#options
    if (random.below(100) < losses) return
    this.later(task)
    if (random.below(100) < duplicates) this.later(task)
  }
}

const pairOf = (one: string, other: string) => [one, other].sort().join(' ')
