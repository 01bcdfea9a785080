import { formatCid } from '#chain/cid.ts'
import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { FileNews } from '#network/network.ts'
import type { TipChange } from '#node/chain/chain.ts'

/** What file sharing receives from the network. It is loaded after the node's start. */
export interface FileListener {
  /** Resolves to whether it concerns files that are relevant here; only then it is relayed. */
  received(peerId: PeerId, news: FileNews): Promise<boolean>
  /** Receives the files that a block records. */
  recorded(cids: readonly Cid[]): void
  joined(peerId: PeerId): void
  left(peerId: PeerId): void
}

/** The files that the blocks of a move record. */
export const recordedFiles = ({ connected }: TipChange): Cid[] =>
  connected
    .flatMap(({ transactions }) => transactions)
    .flatMap(({ payload }) => (payload.kind === 'file' ? formatCid(payload.cid) : []))
