import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { FileNews } from '#network/network.ts'

/** What file sharing receives from the network. It is loaded after the node's start. */
export interface FileListener {
  /** Resolves to whether it concerns files that are relevant here; only then it is relayed. */
  heard(peerId: PeerId, news: FileNews): Promise<boolean>
  /** Receives the files that a block records. */
  recorded(cids: readonly Cid[]): void
  joined(peerId: PeerId): void
  left(peerId: PeerId): void
}
