import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'

/**
 * How near a tab is to a file, from 0 (nearest) up to, not including, 1: a number that every tab computes
 * alike and that is spread evenly (rendezvous hashing), so that tabs share out files without a word. FNV-1a
 * over both names, then Murmur3's finalizer. Anybody can choose a key that is near a file; so nearness
 * decides who speaks and who counts, never who is believed.
 */
export function distanceTo(cid: Cid, peerId: PeerId): number {
  let hash = 0x811c9dc5
  for (const text of [cid, peerId])
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
