import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Random, shuffled } from '#lib/random.ts'
import { timeoutSignal } from '#lib/timeout-signal.ts'
import { MAX_POOL_BYTES, MAX_POOL_TRANSACTIONS, REQUEST_TIMEOUT_MS } from '#network/limits.ts'
import { type Network, NetworkError } from '#network/network.ts'
import { shortId } from '#network/protocols/pool.ts'
import { POOL_SYNC_JOINED_MS, POOL_SYNC_MS } from './limits.ts'
import type { Mempool } from './mempool.ts'

interface Dependencies {
  readonly clock: Clock
  readonly random: Random
  readonly mempool: Mempool
  readonly network: () => Network
  /** On a tip that is behind, what waits elsewhere cannot be judged. */
  readonly behind: () => boolean
  /** Takes what waits at a peer, as if it came by gossip. */
  readonly take: (bytes: Uint8Array, from: PeerId) => Promise<void>
}

/**
 * What waits at one tab gets to all others, whoever made it: a node asks each peer that joins, and one at
 * random now and then, for what it lacks itself. It is how a payment outlives its maker's tab, and nobody
 * announces a payment again.
 */
export class PoolSync {
  readonly #deps: Dependencies
  /** To be asked. */
  readonly #next = new Set<PeerId>()
  #running = false
  #cancel: Cancel | undefined

  constructor(deps: Dependencies) {
    this.#deps = deps
  }

  start(): void {
    const { clock, random, network } = this.#deps
    this.#cancel = clock.after(POOL_SYNC_MS / 2 + random.below(POOL_SYNC_MS), () => {
      const [peer] = shuffled(network().peers(), random)
      if (peer?.state === 'connected') this.#next.add(peer.peerId)
      this.nudge()
      this.start()
    })
  }

  stop(): void {
    this.#cancel?.()
    this.#next.clear()
  }

  joined(peerId: PeerId): void {
    const { clock, random } = this.#deps
    this.#next.add(peerId)
    clock.after(POOL_SYNC_JOINED_MS / 2 + random.below(POOL_SYNC_JOINED_MS), () => this.nudge())
  }

  left(peerId: PeerId): void {
    this.#next.delete(peerId)
  }

  /** Asks those who are still to be asked, unless there is something to catch up with first. */
  nudge(): void {
    if (!this.#running) void this.#run()
  }

  /** What a block could hold now, without what the peer holds; of each sender in order of nonce. */
  serve(held: readonly string[]): Uint8Array[] {
    const { mempool, random } = this.#deps
    const known = new Set(held)
    const missing: Uint8Array[] = []
    let remainingBytes = MAX_POOL_BYTES
    for (const { id, bytes } of shuffled(mempool.readyQueues(), random).flat()) {
      if (known.has(shortId(id))) continue
      remainingBytes -= bytes.length
      if (missing.length > 0 && (remainingBytes < 0 || missing.length >= MAX_POOL_TRANSACTIONS)) break
      missing.push(bytes)
    }
    return missing
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      for (const peerId of this.#next) {
        if (this.#deps.behind()) return
        this.#next.delete(peerId)
        await this.#ask(peerId)
      }
    } finally {
      this.#running = false
    }
  }

  async #ask(peerId: PeerId): Promise<void> {
    const { clock, mempool, network, take } = this.#deps
    const held = mempool.entries().flatMap(({ tx }) => (mempool.isHidden(tx.id) ? [] : [tx.id]))
    try {
      const signal = timeoutSignal(clock, REQUEST_TIMEOUT_MS)
      for (const bytes of await network().requestPool(peerId, held, signal)) {
        // A peer that was cut off for the one before.
        if (
          !network()
            .peers()
            .some(peer => peer.peerId === peerId)
        )
          return
        await take(bytes, peerId)
      }
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
    }
  }
}
