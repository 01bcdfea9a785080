import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { CROSSING_DIALS_MS, DIAL_TIMEOUT_MS } from '../limits.ts'
import { MAX_LINKS } from '../link-messages.ts'

/** The reason for refusing a link before any of its bytes are read; it is sent in the first frame. */
export const REFUSALS = ['LINK_CAP', 'LINK_DUPLICATE', 'LINK_BANNED', 'LINK_CLOSING'] as const
export type Refusal = (typeof REFUSALS)[number]

/** A slot under the cap, from the decision to dial, or the arrival of a channel, to the end of the link. */
export interface Slot {
  readonly peerId: PeerId
  readonly direction: 'inbound' | 'outbound'
  state: 'dialling' | 'upgrading' | 'open'
  since: number
  /** Ends whatever holds the slot, which then releases it. */
  end: (reason: string) => void
  /** Bytes sent and received over its channel, and whether a relay carries them. */
  traffic: () => { readonly bytesIn: number; readonly bytesOut: number; readonly relayed: boolean }
}

/**
 * Counts every link of the node, live, half-open or dialling, against one cap, and ensures that two nodes
 * keep one link with each other. When both dial at once, the link that the smaller peer id began stays.
 */
export class LinkTable {
  readonly #self: string
  readonly #clock: Clock
  readonly #isUnwelcome: (peerId: PeerId) => boolean
  readonly #slots = new Set<Slot>()
  #accepting = true

  constructor(self: string, clock: Clock, isUnwelcome: (peerId: PeerId) => boolean) {
    this.#self = self
    this.#clock = clock
    this.#isUnwelcome = isUnwelcome
  }

  get size(): number {
    return this.#slots.size
  }

  slots(): Slot[] {
    return [...this.#slots]
  }

  of(peerId: PeerId): Slot[] {
    return [...this.#slots].filter(slot => slot.peerId === peerId)
  }

  /** The slot of an allowed dial; libp2p may dial no other peer. */
  dialling(peerId: PeerId): Slot | undefined {
    return this.of(peerId).find(slot => slot.direction === 'outbound' && slot.state === 'dialling')
  }

  /** Reserves a slot for a dial; undefined if all are in use or the peer has one. */
  reserve(peerId: PeerId): Slot | undefined {
    if (!this.#accepting || this.#slots.size >= MAX_LINKS || this.of(peerId).length > 0) return undefined
    return this.#add(peerId, 'outbound', 'dialling')
  }

  /** Why no channel of this peer would be taken now, apart from one that there may be already. */
  refusalOf(peerId: PeerId): Refusal | undefined {
    if (!this.#accepting) return 'LINK_CLOSING'
    if (this.#isUnwelcome(peerId)) return 'LINK_BANNED'
    return this.#slots.size >= MAX_LINKS ? 'LINK_CAP' : undefined
  }

  /** Decides about a channel that claims to be from `peerId`, before Noise has proven it. */
  admit(peerId: PeerId): Slot | Refusal {
    const refusal = this.refusalOf(peerId)
    if (refusal) return refusal
    const others = this.of(peerId)
    if (others.length > 1 || others.some(slot => this.#keeps(slot))) return 'LINK_DUPLICATE'
    return this.#add(peerId, 'inbound', 'upgrading')
  }

  /**
   * Noise has proven the peer at the other end of `slot`. One slot of that peer stays; returns false if it is
   * another one. A peer that connects although it has an open link has lost that one (a crashed tab), so the
   * new link replaces it.
   */
  prove(slot: Slot): boolean {
    const others = this.of(slot.peerId).filter(other => other !== slot)
    if (slot.direction === 'outbound' && others.some(other => other.state === 'open')) return false
    for (const other of others) other.end('replaced by a newer link with the same peer')
    slot.state = 'open'
    slot.since = this.#clock.now()
    return true
  }

  release(slot: Slot): void {
    this.#slots.delete(slot)
  }

  /** Closes all links and refuses new ones. */
  close(): void {
    this.#accepting = false
    for (const slot of this.#slots) slot.end('the node is stopping')
  }

  open(): void {
    this.#accepting = true
  }

  /** Does this slot stay, rather than one that the peer began? */
  #keeps(slot: Slot): boolean {
    if (slot.direction === 'inbound') return slot.state === 'upgrading'
    if (slot.state === 'dialling' && this.#clock.now() - slot.since > CROSSING_DIALS_MS) return false
    if (slot.state !== 'open') return this.#self < slot.peerId
    // A dial of the peer that began before this link opened may arrive after it.
    return this.#clock.now() - slot.since < DIAL_TIMEOUT_MS
  }

  #add(peerId: PeerId, direction: Slot['direction'], state: Slot['state']): Slot {
    const slot: Slot = {
      peerId,
      direction,
      state,
      since: this.#clock.now(),
      end: () => this.release(slot),
      traffic: () => ({ bytesIn: 0, bytesOut: 0, relayed: false }),
    }
    this.#slots.add(slot)
    return slot
  }
}
