import type { Header } from '#chain/block/header.ts'
import type { BlockId } from '#chain/ids.ts'
import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { FUTURE_BLOCKS, FUTURE_BLOCKS_PER_PEER, FUTURE_HORIZON_MS, FUTURE_LEAST_MS } from './limits.ts'

/**
 * Blocks whose only fault is a timestamp ahead of this node's clock, judged by their headers. No peer is
 * blamed, and each block is requested again when its time has come. It remembers the time and the peer, not
 * the block.
 */
export class FutureBlocks {
  readonly #clock: Clock
  readonly #ask: (peerId: PeerId) => void
  readonly #waiting = new Map<BlockId, { readonly peerId: PeerId; readonly cancel: Cancel }>()

  constructor(clock: Clock, ask: (peerId: PeerId) => void) {
    this.#clock = clock
    this.#ask = ask
  }

  /** `aheadMs`: how far ahead of the clock the network accepts a block. */
  wait(header: Header, aheadMs: number, peerId: PeerId): void {
    const delayMs = header.timestamp - aheadMs - this.#clock.now()
    if (this.#waiting.has(header.id) || !this.#hasRoom(peerId) || delayMs > FUTURE_HORIZON_MS) return
    const cancel = this.#clock.after(Math.max(FUTURE_LEAST_MS, delayMs), () => {
      this.#waiting.delete(header.id)
      this.#ask(peerId)
    })
    this.#waiting.set(header.id, { peerId, cancel })
  }

  stop(): void {
    for (const { cancel } of this.#waiting.values()) cancel()
    this.#waiting.clear()
  }

  #hasRoom(peerId: PeerId): boolean {
    const own = [...this.#waiting.values()].filter(waiting => waiting.peerId === peerId)
    return this.#waiting.size < FUTURE_BLOCKS && own.length < FUTURE_BLOCKS_PER_PEER
  }
}
