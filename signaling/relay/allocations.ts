import { randomInt } from 'node:crypto'
import type { Allocation } from './allocation.ts'
import type { RelayLimits } from './limits.ts'

const FIRST_PORT = 49_152
const PORTS = 65_536 - FIRST_PORT

/** All allocations, by client and by relayed port, within the limits per tab, per address and in all. */
export class Allocations {
  readonly #byClient = new Map<string, Allocation>()
  readonly #byPort = new Map<number, Allocation>()
  readonly #perTab = new Map<string, number>()
  readonly #perAddress = new Map<string, number>()

  constructor(private readonly limits: RelayLimits) {}

  get size(): number {
    return this.#byClient.size
  }

  /** Why a tab at this address may not have another one. */
  refusal(username: string, limitedAddress: string): 'tab' | 'all' | undefined {
    if (this.size >= this.limits.allocations) return 'all'
    if ((this.#perTab.get(username) ?? 0) >= this.limits.tabAllocations) return 'tab'
    return (this.#perAddress.get(limitedAddress) ?? 0) >= this.limits.addressAllocations ? 'tab' : undefined
  }

  /** A relayed port that nobody has, at random, so that the next one cannot be guessed. */
  freePort(): number {
    for (;;) {
      const port = FIRST_PORT + randomInt(PORTS)
      if (!this.#byPort.has(port)) return port
    }
  }

  ofClient(id: string, now: number): Allocation | undefined {
    return this.#alive(this.#byClient.get(id), now)
  }

  atPort(port: number, now: number): Allocation | undefined {
    return this.#alive(this.#byPort.get(port), now)
  }

  add(allocation: Allocation): void {
    this.#byClient.set(allocation.client.id, allocation)
    this.#byPort.set(allocation.port, allocation)
    count(this.#perTab, allocation.username, 1)
    count(this.#perAddress, allocation.limitedAddress, 1)
  }

  remove(allocation: Allocation): void {
    if (!this.#byPort.delete(allocation.port)) return
    this.#byClient.delete(allocation.client.id)
    count(this.#perTab, allocation.username, -1)
    count(this.#perAddress, allocation.limitedAddress, -1)
  }

  removeExpired(now: number): void {
    for (const allocation of this.#byPort.values()) this.#alive(allocation, now)
  }

  #alive(allocation: Allocation | undefined, now: number): Allocation | undefined {
    if (!allocation || now < allocation.expiresAt) return allocation
    this.remove(allocation)
    return undefined
  }
}

function count(counts: Map<string, number>, key: string, change: number): void {
  const left = (counts.get(key) ?? 0) + change
  if (left > 0) counts.set(key, left)
  else counts.delete(key)
}
