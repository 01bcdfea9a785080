import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import { KnownPeers } from '#network/known-peers.ts'
import {
  INTRODUCTIONS_SETTLED_MS,
  INTRODUCTIONS_WANTED_MS,
  PEER_EXCHANGE_MS,
  ROTATION_MS,
  TARGET_LINKS,
} from '#network/limits.ts'
import { NetworkSize } from '#network/network-size.ts'
import { TopologyDriver } from '#network/topology-driver.ts'
import { VouchedPeers } from '#network/vouched-peers.ts'
import { createSeededRandom } from '../seeded-random.ts'

/** The tabs around a tab, and the lines between them. */
export interface TabWorld {
  readonly clock: Clock
  readonly options: {
    readonly seed: string
    /** From the decision to dial to a link, in milliseconds. */
    readonly dialMs: readonly [least: number, most: number]
    /** From the decision to dial a tab that is gone to the failure. */
    readonly deadDialMs: number
    /** Whether the signaling server runs on after the first introduction. */
    readonly hasServer: boolean
  }
  /** The living tabs. */
  readonly tabs: ReadonlyMap<PeerId, SimulatedTab>
  dials: number
  /** Random tabs that the signaling server knows. */
  sample(): PeerId[]
  /** Throws `full` or `gone`. */
  link(from: SimulatedTab, peerId: PeerId): void
  unlink(by: SimulatedTab, peerId: PeerId): void
  /** Lets the neighbours know how many links the tab has, and whom it asks for release. */
  announce(tab: SimulatedTab): void
  /** A tab lost a link and has so many left. */
  lost(links: number): void
}

interface SimulatedLink {
  readonly since: number
  links: number
  asksRelease: boolean
}

/** One tab of a simulated mesh: its address book and topology are real, its links are entries. */
export class SimulatedTab {
  readonly id: PeerId
  readonly known: KnownPeers
  readonly vouched = new VouchedPeers()
  readonly size: NetworkSize
  readonly links = new Map<PeerId, SimulatedLink>()
  readonly dialling = new Set<PeerId>()
  rotations = 0
  isAlive = true
  readonly #mesh: TabWorld
  readonly #random: Random
  readonly #driver: TopologyDriver
  #asked: PeerId | undefined
  #cancelExchange: Cancel = () => {}

  constructor(id: PeerId, mesh: TabWorld) {
    const { clock } = mesh
    this.id = id
    this.#mesh = mesh
    this.size = new NetworkSize(clock)
    this.#random = createSeededRandom(`${mesh.options.seed}/${id}`)
    this.known = new KnownPeers(id, [], { clock, random: this.#random }, () => this.#driver?.poke())
    this.#driver = this.#createDriver()
  }

  start(): void {
    const { clock } = this.#mesh
    // Tabs start at different moments, and so do their timers.
    clock.after(this.#random.below(PEER_EXCHANGE_MS), () => {
      if (this.isAlive) this.#cancelExchange = clock.every(PEER_EXCHANGE_MS, () => this.#exchange())
    })
    this.#driver.start()
    this.#askServerLater()
  }

  stop(): void {
    this.isAlive = false
    this.#driver.stop()
    this.#cancelExchange()
  }

  introduced(peerIds: readonly PeerId[]): void {
    this.known.introduced(
      peerIds.filter(peerId => peerId !== this.id),
      'signaling',
    )
    this.#driver.poke()
  }

  /** A link exists; the handshake names the other end's peers. */
  linked(to: SimulatedTab, dialled: boolean): void {
    const peers = to.known.peersFor(this.id, [...to.links.keys()])
    if (dialled) this.size.sampled(peers, this.known, [...this.links.keys()])
    this.links.set(to.id, { since: this.#mesh.clock.now(), links: to.links.size, asksRelease: false })
    this.known.alive(to.id, to.links.size)
    this.learn(to)
    this.#mesh.announce(this)
    this.#driver.poke()
  }

  lost(peerId: PeerId, pauseMs: number): void {
    if (!this.links.delete(peerId)) return
    this.vouched.forget(peerId)
    this.known.left(peerId, pauseMs)
    this.#mesh.announce(this)
    this.#driver.poke()
    this.#mesh.lost(this.links.size)
  }

  /** A heartbeat of a neighbour. */
  beat(from: SimulatedTab): void {
    const link = this.links.get(from.id)
    if (!link) return
    link.links = from.links.size
    link.asksRelease = from.#asked === this.id
    this.known.alive(from.id, from.links.size)
    this.#driver.poke()
  }

  learn(from: SimulatedTab): void {
    const peers = from.known.peersFor(this.id, [...from.links.keys()])
    if (this.links.has(from.id)) this.vouched.add(from.id, peers)
    for (const peer of peers) this.known.learned(peer, 'exchange')
  }

  #exchange(): void {
    // Heartbeats keep neighbours alive; one in ten is simulated.
    for (const [peerId, { links }] of this.links)
      if (this.#mesh.tabs.has(peerId)) this.known.alive(peerId, links)
    const peers = [...this.links.keys()]
    const peerId = peers[this.#random.below(Math.max(1, peers.length))]
    const peer = peerId === undefined ? undefined : this.#mesh.tabs.get(peerId)
    if (!peer) return
    this.learn(peer)
    peer.learn(this)
  }

  #askServerLater(): void {
    const pause = this.links.size < TARGET_LINKS ? INTRODUCTIONS_WANTED_MS : INTRODUCTIONS_SETTLED_MS
    this.#mesh.clock.after(pause / 2 + this.#random.below(pause), () => {
      if (!this.isAlive) return
      if (this.#mesh.options.hasServer) this.introduced(this.#mesh.sample())
      this.#askServerLater()
    })
  }

  async #dial(peerId: PeerId): Promise<void> {
    const { clock, options } = this.#mesh
    const [least, most] = options.dialMs
    this.#mesh.dials++
    this.dialling.add(peerId)
    try {
      const isThere = this.#mesh.tabs.has(peerId)
      const ms = isThere ? least + this.#random.below(most - least + 1) : options.deadDialMs
      await new Promise<void>(resolve => clock.after(ms, resolve))
      this.#mesh.link(this, peerId)
    } catch (error) {
      if ((error as Error).message === 'full') this.known.postpone(peerId)
      else this.known.failed(peerId, 'DIAL_TIMEOUT')
      throw error
    } finally {
      this.dialling.delete(peerId)
    }
  }

  #createDriver(): TopologyDriver {
    const { clock } = this.#mesh
    return new TopologyDriver({
      known: this.known,
      clock,
      random: this.#random,
      rotationMs: ROTATION_MS,
      introducer: undefined,
      ports: {
        links: () =>
          [...this.links].map(([peerId, { since, links, asksRelease }]) => ({
            peerId,
            ageMs: clock.now() - since,
            links,
            asksRelease,
          })),
        introduces: () => true,
        opening: () => [...this.dialling].map(peerId => ({ peerId, dial: true })),
        dial: peerId => this.#dial(peerId),
        drop: peerId => this.#mesh.unlink(this, peerId),
        ask: peerId => {
          this.#asked = peerId
          this.#mesh.announce(this)
        },
        onEvent: type => {
          if (type === 'rotation') this.rotations++
        },
      },
    })
  }
}
