import { randomInt } from 'node:crypto'
import type { Seat } from './seat.ts'

/**
 * The connected clients, by network. Empty networks are forgotten at once. It admits nobody: see `gate.ts`.
 */
export class Networks {
  readonly #networks = new Map<string, Map<string, Seat>>()
  #peers = 0

  get peers(): number {
    return this.#peers
  }

  get networks(): number {
    return this.#networks.size
  }

  peersOf(networkId: string): number {
    return this.#networks.get(networkId)?.size ?? 0
  }

  find(networkId: string, peerId: string): Seat | undefined {
    return this.#networks.get(networkId)?.get(peerId)
  }

  add(seat: Seat): void {
    let seats = this.#networks.get(seat.networkId)
    if (!seats) {
      seats = new Map()
      this.#networks.set(seat.networkId, seats)
    }
    if (!seats.has(seat.peerId)) this.#peers++
    seats.set(seat.peerId, seat)
  }

  /** Removes this very seat, not another one that took over its id. */
  remove(seat: Seat): void {
    const seats = this.#networks.get(seat.networkId)
    if (seats?.get(seat.peerId) !== seat) return
    seats.delete(seat.peerId)
    this.#peers--
    if (seats.size === 0) this.#networks.delete(seat.networkId)
  }

  all(): Seat[] {
    return [...this.#networks.values()].flatMap(seats => [...seats.values()])
  }

  /** At most `limit` different peers of the network, uniformly random. */
  sample(networkId: string, limit: number, except?: string): string[] {
    const ids = [...(this.#networks.get(networkId)?.keys() ?? [])].filter(id => id !== except)
    const count = Math.min(limit, ids.length)
    for (let i = 0; i < count; i++) {
      const j = randomInt(i, ids.length)
      ;[ids[i], ids[j]] = [ids[j] as string, ids[i] as string]
    }
    return ids.slice(0, count)
  }
}
