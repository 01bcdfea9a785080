import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { KnownPeers } from './known-peers.ts'
import { ASK_RELEASE_MS, FULL_MESH_BELOW, TOPOLOGY_TICK_MS } from './limits.ts'
import type { PeerInfo } from './network.ts'
import { decideTopology, type LinkView, type TopologyAction } from './topology.ts'

/** Dependencies of the driver. */
export interface TopologyPorts {
  /** Links after their handshake. */
  links(): LinkView[]
  /** Links and dials before it. */
  opening(): { readonly peerId: PeerId; readonly dial: boolean }[]
  /**
   * Resolves once the peer is linked; rejects if it cannot be, after recording that in {@link KnownPeers}.
   */
  dial(peerId: PeerId, route: PeerInfo['route']): Promise<void>
  /** Whether the signaling server or a peer can introduce this node now. */
  introduces(): boolean
  drop(peerId: PeerId, reason: string): void
  /** Asks a neighbour for release, with the next heartbeat. */
  ask(peerId: PeerId | undefined): void
  onEvent(type: string, data: Record<string, unknown>): void
}

export interface TopologyDriverOptions {
  readonly known: KnownPeers
  readonly ports: TopologyPorts
  readonly clock: Clock
  readonly random: Random
  readonly rotationMs: number
  readonly introducer: PeerId | undefined
}

/**
 * Runs {@link decideTopology} from time to time and soon after each change, and carries out its decisions.
 */
export class TopologyDriver {
  readonly #options: TopologyDriverOptions
  #cancelTick: Cancel | undefined
  #cancelPoke: Cancel | undefined
  #rotateAt = 0
  #rotating = false
  #asked: { readonly peerId: PeerId; readonly at: number } | undefined

  constructor(options: TopologyDriverOptions) {
    this.#options = options
  }

  start(): void {
    this.#scheduleRotation()
    this.#cancelTick = this.#options.clock.every(TOPOLOGY_TICK_MS, () => this.#look())
    this.poke()
  }

  stop(): void {
    this.#cancelTick?.()
    this.#cancelPoke?.()
    this.#cancelTick = undefined
  }

  /**
   * Schedules a decision after a change, with jitter so that tabs that discover each other do not all dial at
   * once.
   */
  poke(): void {
    if (!this.#cancelTick || this.#cancelPoke) return
    this.#cancelPoke = this.#options.clock.after(this.#options.random.below(100), () => {
      this.#cancelPoke = undefined
      this.#look()
    })
  }

  #look(): void {
    const { clock, known, ports, random, introducer } = this.#options
    const links = ports.links()
    const opening = ports.opening()
    const taken = new Set([...links, ...opening].map(link => link.peerId))
    if (this.#asked && clock.now() - this.#asked.at > ASK_RELEASE_MS) this.#asked = undefined
    const rotationDue = clock.now() >= this.#rotateAt

    const actions = decideTopology(
      {
        links,
        opening: opening.length,
        dialling: opening.filter(link => link.dial).length,
        // Both are costly with hundreds of known peers, and a tab that has its links needs neither of them.
        get candidates() {
          // Without an introduction no dial can succeed, and a failed one would count against the peer.
          return (ports.introduces() ? known.dialable() : [])
            .filter(peerId => !taken.has(peerId))
            .map(peerId => ({
              peerId,
              alive: known.isAlive(peerId),
              links: known.linksOf(peerId) ?? 0,
              introducer: peerId === introducer,
            }))
        },
        get others() {
          return Math.max(links.length, known.aliveCount(FULL_MESH_BELOW))
        },
        rotating: this.#rotating,
        rotationDue,
        asked: this.#asked?.peerId,
      },
      random,
    )
    if (rotationDue && !this.#rotating) this.#scheduleRotation()
    for (const action of actions) this.#act(action)
  }

  #act(action: TopologyAction): void {
    const { clock, ports } = this.#options
    switch (action.type) {
      case 'dial':
        if (action.replaces === undefined) this.#dial(action.peerId)
        else void this.#rotate(action.peerId, action.replaces)
        return
      case 'drop':
        ports.drop(action.peerId, 'both ends have more links than they need')
        return
      case 'ask':
        this.#asked = action.peerId === undefined ? undefined : { peerId: action.peerId, at: clock.now() }
        ports.ask(action.peerId)
        return
    }
  }

  #dial(peerId: PeerId): void {
    const { known, ports } = this.#options
    ports.dial(peerId, known.routeOf(peerId)).then(
      () => this.poke(),
      () => this.poke(),
    )
  }

  /** Closes the old link only after the new one is open. */
  async #rotate(fresh: PeerId, leaving: PeerId): Promise<void> {
    const { known, ports } = this.#options
    this.#rotating = true
    try {
      await ports.dial(fresh, known.routeOf(fresh))
      ports.onEvent('rotation', { dropped: leaving, dialled: fresh })
      ports.drop(leaving, 'rotated away')
    } catch {
      // The port has recorded and reported the failed dial; the old link stays.
    } finally {
      this.#rotating = false
      this.#scheduleRotation()
    }
  }

  #scheduleRotation(): void {
    const { clock, random, rotationMs } = this.#options
    this.#rotateAt = clock.now() + (rotationMs * 3) / 4 + random.below(Math.max(1, Math.ceil(rotationMs / 2)))
  }
}
