import type { Block } from '#chain/block/block.ts'
import type { Header } from '#chain/block/header.ts'
import type { Cancel } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { REQUEST_TIMEOUT_MS } from '#network/limits.ts'
import { type Network, NetworkError } from '#network/network.ts'
import type { Chain } from '#node/chain/chain.ts'
import { readBody } from '#node/chain/received-block.ts'
import { ANNOUNCED_BODY_LEAST_BYTES, ANNOUNCED_BODY_PATIENCE_MS, ANNOUNCED_BODY_WAITS } from './limits.ts'

interface Dependencies {
  readonly chain: Chain
  readonly network: Network
  readonly header: Header
  /** The first peer that announced it. */
  readonly from: PeerId
  /** A peer was asked and did not send the body. */
  readonly onNone: (peerId: PeerId) => void
}

/**
 * The body of one announced header, requested from one peer after another: first its announcers, then peers
 * that report it as their tip. The next is asked when one has nothing or is slow, so that a peer cannot delay
 * a block by announcing it first. A peer that is sending gets more time, because on a slow line the same body
 * from two peers would take twice as long. All requests together take the time of one, or as
 * long as bytes arrive.
 */
export class AwaitedBody {
  readonly from: PeerId
  readonly #deps: Dependencies
  readonly #announcers: Set<PeerId>
  readonly #asked = new Set<PeerId>()
  /** Peers that were asked and have not answered yet. */
  readonly #open = new Set<PeerId>()
  readonly #over = new AbortController()
  /** What these links had received when the last of them was asked, or at the last look. */
  #before = 0
  /** How often in a row it was waited for, because bytes arrived. */
  #waits = 0
  #isLate = false
  #settle: (block: Block | undefined) => void = () => {}
  #block: Block | undefined

  constructor(deps: Dependencies) {
    this.#deps = deps
    this.from = deps.from
    this.#announcers = new Set([deps.from])
  }

  /** Resolves to undefined when no peer sent it. */
  async fetch(): Promise<Block | undefined> {
    const { chain, onNone } = this.#deps
    const cancels: Cancel[] = [
      chain.clock.every(ANNOUNCED_BODY_PATIENCE_MS, () => this.#onPatienceOver()),
      chain.clock.after(REQUEST_TIMEOUT_MS, () => {
        this.#isLate = true
        if (this.#waits === 0) this.#settle(undefined)
      }),
    ]
    try {
      return await new Promise<Block | undefined>(resolve => {
        this.#settle = resolve
        this.#askNext()
      })
    } finally {
      for (const cancel of cancels) cancel()
      if (!this.#block) for (const peerId of this.#open) onNone(peerId)
      this.#over.abort(new DOMException('it is no longer needed', 'AbortError'))
    }
  }

  /**
   * Another peer announced it: `block` was assembled from that announcement, or that peer can be asked too.
   */
  offer(from: PeerId, block: Block | undefined): void {
    if (block) this.#deliver(block)
    else this.#announcers.add(from)
  }

  #deliver(block: Block): void {
    this.#block = block
    this.#settle(block)
  }

  #onPatienceOver(): void {
    const bytes = this.#received()
    const isComing = bytes - this.#before >= ANNOUNCED_BODY_LEAST_BYTES
    this.#before = bytes
    this.#waits = isComing ? this.#waits + 1 : 0
    if (this.#isLate && !isComing) return this.#settle(undefined)
    if (!isComing || this.#waits > ANNOUNCED_BODY_WAITS) this.#askNext()
  }

  /** Bytes of the links with peers that were asked, whatever they carried. */
  #received(): number {
    return this.#deps.network
      .peers()
      .reduce((sum, { peerId, bytesIn }) => sum + (this.#open.has(peerId) ? bytesIn : 0), 0)
  }

  #askNext(): void {
    const peerId = this.#next()
    if (peerId !== undefined) {
      this.#asked.add(peerId)
      void this.#ask(peerId)
      this.#before = this.#received()
    } else if (this.#open.size === 0) this.#settle(undefined)
  }

  #next(): PeerId | undefined {
    const { header, network } = this.#deps
    const atTip = network.peers().flatMap(({ peerId, head }) => (head?.tip === header.id ? [peerId] : []))
    return [...this.#announcers, ...atTip].find(peerId => !this.#asked.has(peerId))
  }

  async #ask(peerId: PeerId): Promise<void> {
    this.#open.add(peerId)
    const block = await this.#request(peerId)
    this.#open.delete(peerId)
    if (this.#over.signal.aborted) return
    if (block) return this.#deliver(block)
    this.#deps.onNone(peerId)
    this.#askNext()
  }

  async #request(peerId: PeerId): Promise<Block | undefined> {
    const { chain, network, header } = this.#deps
    try {
      const [bytes] = await network.requestBodies(peerId, [header.id], this.#over.signal)
      if (!bytes?.length) return undefined
      const block = readBody(chain, header, bytes)
      if (!block || block.ok) return block?.value
      network.penalise(peerId, block.error.code, block.error.message)
      return undefined
    } catch (error) {
      if (error instanceof NetworkError) return undefined
      throw error
    }
  }
}
