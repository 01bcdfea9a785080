import type { PeerId } from '#lib/peer-id.ts'
import { MAX_VOUCHED } from './limits.ts'

/**
 * Peers that linked peers vouch for: those that they named in their handshake and in exchanges of peers.
 * Anybody can make keys, so each link vouches for a few, and no longer than it lasts.
 */
export class VouchedPeers {
  readonly #byVoucher = new Map<string, Set<string>>()

  add(voucher: PeerId, peers: readonly { readonly peerId: PeerId }[]): void {
    const vouched = this.#byVoucher.get(voucher) ?? new Set()
    this.#byVoucher.set(voucher, vouched)
    for (const { peerId } of peers) {
      vouched.delete(peerId)
      vouched.add(peerId)
    }
    // The ones named longest ago go first.
    for (const peerId of [...vouched].slice(0, Math.max(0, vouched.size - MAX_VOUCHED)))
      vouched.delete(peerId)
  }

  has(peerId: PeerId): boolean {
    for (const vouched of this.#byVoucher.values()) if (vouched.has(peerId)) return true
    return false
  }

  /** The link ended. */
  forget(voucher: PeerId): void {
    this.#byVoucher.delete(voucher)
  }
}
