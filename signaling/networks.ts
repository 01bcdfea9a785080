import { randomInt } from 'node:crypto'
import type { Seat } from './seat.ts'

/** The clients of one network at this instance, by peer id. */
export interface Network {
  readonly id: string
  readonly seats: Map<string, Seat>
}

/**
 * The connected clients, by network. Empty networks are forgotten at once. It admits nobody: see `gate.ts`.
 */
export class Networks {
  readonly #networks = new Map<string, Network>()
  #peers = 0

  get peers(): number {
    return this.#peers
  }

  get size(): number {
    return this.#networks.size
  }

  peersOf(networkId: string): number {
    return this.#networks.get(networkId)?.seats.size ?? 0
  }

  find(networkId: string, peerId: string): Seat | undefined {
    return this.#networks.get(networkId)?.seats.get(peerId)
  }

  /** Replaces the seat that has the same id. */
  add(seat: Seat): void {
    let network = this.#networks.get(seat.networkId)
    if (!network) {
      network = { id: seat.networkId, seats: new Map() }
      this.#networks.set(network.id, network)
    }
    // One string for the ids of all clients of a network.
    seat.networkId = network.id
    if (!network.seats.has(seat.peerId)) this.#peers++
    network.seats.set(seat.peerId, seat)
  }

  /** Removes this very seat, not another one that took over its id; returns whether it was there. */
  remove(seat: Seat): boolean {
    const seats = this.#networks.get(seat.networkId)?.seats
    if (seats?.get(seat.peerId) !== seat) return false
    seats.delete(seat.peerId)
    this.#peers--
    if (seats.size === 0) this.#networks.delete(seat.networkId)
    return true
  }

  all(): Network[] {
    return [...this.#networks.values()]
  }

  seats(): Seat[] {
    return this.all().flatMap(({ seats }) => [...seats.values()])
  }

  /** At most `limit` different peers of the network, uniformly random. */
  sample(networkId: string, limit: number): string[] {
    const ids = [...(this.#networks.get(networkId)?.seats.keys() ?? [])]
    const count = Math.min(limit, ids.length)
    for (let i = 0; i < count; i++) {
      const j = randomInt(i, ids.length)
      ;[ids[i], ids[j]] = [ids[j] as string, ids[i] as string]
    }
    return ids.slice(0, count)
  }
}
