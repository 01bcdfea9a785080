import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Random, shuffled } from '#lib/random.ts'
import { MAX_POOL_BYTES, MAX_POOL_TRANSACTIONS } from '#network/limits.ts'
import { type Network, NetworkError } from '#network/network.ts'
import { shortId } from '#network/protocols/pool.ts'
import { POOL_SYNC_JOINED_MS, POOL_SYNC_MS } from './limits.ts'
import type { Mempool } from './mempool.ts'

interface Dependencies {
  readonly clock: Clock
  readonly random: Random
  readonly mempool: Mempool
  readonly network: () => Network
  /** Whether the tip is behind, so that other pools' transactions cannot be judged. */
  readonly behind: () => boolean
  /** Receives a transaction of a peer's pool, like one from gossip. */
  readonly take: (bytes: Uint8Array, from: PeerId) => Promise<void>
}

/**
 * Spreads the pool of one tab to all others: a node asks each peer that joins, and a random one at intervals,
 * for transactions that it lacks. So a payment outlives its maker's tab, without being announced again.
 */
export class PoolSync {
  readonly #deps: Dependencies
  /** Peers that are still to be asked. */
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

  /** Asks the peers that are still to be asked, unless the node has to sync first. */
  nudge(): void {
    if (!this.#running) void this.#run()
  }

  /** Ready transactions that the peer lacks, each sender's in order of nonce. */
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
    const { mempool, network, take } = this.#deps
    const held = mempool.entries().flatMap(({ tx }) => (mempool.isHidden(tx.id) ? [] : [tx.id]))
    try {
      for (const bytes of await network().requestPool(peerId, held)) {
        // The peer was disconnected for the one before.
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
