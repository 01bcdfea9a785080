import type { PeerId } from '#lib/peer-id.ts'
import { MAX_VOUCHED } from './limits.ts'

/**
 * Keys that linked peers vouch for: those that they told of in their handshake and in exchanges. Anybody can make keys, so each link vouches for a few, and
 * for none any more once it is gone.
 */
export class Acquaintances {
  readonly #byTeller = new Map<string, Set<string>>()

  told(teller: PeerId, peers: readonly { readonly peerId: PeerId }[]): void {
    const vouched = this.#byTeller.get(teller) ?? new Set()
    this.#byTeller.set(teller, vouched)
    for (const { peerId } of peers) {
      vouched.delete(peerId)
      vouched.add(peerId)
    }
    // The ones told of longest ago go first.
    for (const peerId of [...vouched].slice(0, Math.max(0, vouched.size - MAX_VOUCHED)))
      vouched.delete(peerId)
  }

  has(peerId: PeerId): boolean {
    for (const vouched of this.#byTeller.values()) if (vouched.has(peerId)) return true
    return false
  }

  /** The link ended. */
  forget(teller: PeerId): void {
    this.#byTeller.delete(teller)
  }
}
