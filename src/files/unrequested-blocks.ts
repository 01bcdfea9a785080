import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { MAX_UNREQUESTED, UNREQUESTED_MS } from './limits.ts'

export interface UnrequestedBlocksDependencies {
  readonly clock: Clock
  /** Whether it is a block of a file that is here or being fetched. */
  readonly isKnown: (digest: string) => Promise<boolean>
  readonly onMisconduct: (peerId: PeerId, cid: Cid) => void
}

/**
 * Judges unrequested blocks. A reloaded tab may receive blocks that it requested before the reload; they
 * belong to a file that it resumes, while a forged block belongs to none. So the judgement waits until the
 * files are read, unless there are more blocks than an honest peer has under way.
 */
export class UnrequestedBlocks {
  readonly #deps: UnrequestedBlocksDependencies
  readonly #waiting = new Map<string, number>()

  constructor(deps: UnrequestedBlocksDependencies) {
    this.#deps = deps
  }

  received(peerId: PeerId, digest: string, cid: Cid): void {
    const { clock, onMisconduct } = this.#deps
    const waiting = this.#waiting.get(peerId) ?? 0
    if (waiting >= MAX_UNREQUESTED) return onMisconduct(peerId, cid)
    this.#waiting.set(peerId, waiting + 1)
    clock.after(UNREQUESTED_MS, () => void this.#judge(peerId, digest, cid))
  }

  async #judge(peerId: PeerId, digest: string, cid: Cid): Promise<void> {
    const waiting = (this.#waiting.get(peerId) ?? 1) - 1
    if (waiting > 0) this.#waiting.set(peerId, waiting)
    else this.#waiting.delete(peerId)
    // If the store fails, nobody is blamed.
    const isKnown = await this.#deps.isKnown(digest).catch(() => true)
    if (!isKnown) this.#deps.onMisconduct(peerId, cid)
  }
}
