import type { PeerId } from '#lib/peer-id.ts'
import { MAX_VOUCHED } from './limits.ts'

/**
 * Peers that linked peers vouch for, because they reported them in their handshake or in exchanges of peers.
 * Anybody can create keys, so each link vouches for a few, and only while it lasts.
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
    // Forgets those reported longest ago first.
    for (const peerId of [...vouched].slice(0, Math.max(0, vouched.size - MAX_VOUCHED)))
      vouched.delete(peerId)
  }

  has(peerId: PeerId): boolean {
    for (const vouched of this.#byVoucher.values()) if (vouched.has(peerId)) return true
    return false
  }

  vouches(voucher: PeerId, peerId: PeerId): boolean {
    return this.#byVoucher.get(voucher)?.has(peerId) === true
  }

  /** The link ended. */
  forget(voucher: PeerId): void {
    this.#byVoucher.delete(voucher)
  }
}
