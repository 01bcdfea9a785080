import type { FileNews } from '../network/network.ts'

/** What the sharing of files hears of the network. The room is loaded after the node runs, so a node has none at first. */
export interface FileEars {
  heard(peerId: string, news: FileNews): void
  joined(peerId: string): void
  left(peerId: string): void
}
