import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { DIAL_TIMEOUT_MS } from '../limits.ts'
import { MAX_LINKS } from '../link-messages.ts'

/** Why a link is refused before any of its bytes are read; sent to the other end in the first frame. */
export const REFUSALS = ['LINK_CAP', 'LINK_DUPLICATE', 'LINK_BANNED', 'LINK_CLOSING'] as const
export type Refusal = (typeof REFUSALS)[number]

/**
 * One place under the cap, from the decision to dial, or the arrival of a channel, to the end of the link.
 */
export interface Slot {
  readonly peerId: PeerId
  readonly direction: 'inbound' | 'outbound'
  state: 'dialling' | 'upgrading' | 'open'
  since: number
  /** Ends whatever holds the slot, which then releases it. */
  end: (reason: string) => void
  /** Bytes that went over its channel. */
  traffic: () => { readonly bytesIn: number; readonly bytesOut: number }
}

/**
 * Counts every link of the node, live, half-open or dialling, against one cap, and sees to it that two nodes
 * keep one link with each other. When both dial at once, the link that the smaller peer id began stays. It
 * moves no bytes.
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

  /** The slot of a dial that is allowed to go on; libp2p may dial nobody else. */
  dialling(peerId: PeerId): Slot | undefined {
    return this.of(peerId).find(slot => slot.direction === 'outbound' && slot.state === 'dialling')
  }

  /** Undefined when every slot is taken or the peer has one. */
  reserve(peerId: PeerId): Slot | undefined {
    if (!this.#accepting || this.#slots.size >= MAX_LINKS || this.of(peerId).length > 0) return undefined
    return this.#add(peerId, 'outbound', 'dialling')
  }

  /** Decides about a channel that claims to come from `peerId`; Noise has yet to prove it. */
  admit(peerId: PeerId): Slot | Refusal {
    if (!this.#accepting) return 'LINK_CLOSING'
    if (this.#isUnwelcome(peerId)) return 'LINK_BANNED'
    if (this.#slots.size >= MAX_LINKS) return 'LINK_CAP'
    const others = this.of(peerId)
    if (others.length > 1 || others.some(slot => this.#keeps(slot))) return 'LINK_DUPLICATE'
    return this.#add(peerId, 'inbound', 'upgrading')
  }

  /**
   * Noise has proven who is at the other end of `slot`. Of all slots of that peer one stays; false when it is
   * another one. A peer that comes in although a link with it is open has lost that link (a crashed tab), so
   * the new one takes its place.
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

  /** Refuses everything from now on and ends what there is. */
  close(): void {
    this.#accepting = false
    for (const slot of this.#slots) slot.end('the node stops')
  }

  open(): void {
    this.#accepting = true
  }

  /** Does this slot, rather than one that the peer began, stay? */
  #keeps(slot: Slot): boolean {
    if (slot.direction === 'inbound') return slot.state === 'upgrading'
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
      traffic: () => ({ bytesIn: 0, bytesOut: 0 }),
    }
    this.#slots.add(slot)
    return slot
  }
}
