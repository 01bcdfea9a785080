import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { FileNews } from '#network/network.ts'

/**
 * What the sharing of files hears of the network. The room is loaded after the node runs, so a node has none
 * at first.
 */
export interface FileListener {
  /** Resolves to whether it is about files that matter here; only then it is passed on. */
  heard(peerId: PeerId, news: FileNews): Promise<boolean>
  /** Files that a block records. */
  recorded(cids: readonly Cid[]): void
  joined(peerId: PeerId): void
  left(peerId: PeerId): void
}
