/** What calls about files resolve to. Sizes are bytes, times milliseconds since 1970. */

export interface FileResult {
  cid: string
  name: string
  mediaType: string
  note: string
  /** As its record says; as this tab found it where there is none. */
  sizeBytes: number
  /** Who recorded it first, in which transaction and block; null where nobody has. */
  author: string | null
  txId: string | null
  blockHeight: number | null
  recordedAt: number | null
  /**
   * `held`: all of it is here. `fetching`: on its way. `waiting`: a part or nothing of it is here and nobody
   * has the rest now, see `problem`. `absent`: not here, and not asked for.
   */
  state: 'held' | 'fetching' | 'waiting' | 'absent'
  /** File bytes that are here. */
  doneBytes: number
  bytesPerSecond: number
  pinned: boolean
  /** Tabs that hold all of it now, this one too; the network keeps `FileQuotaResult.replicas` of each. */
  replicas: number
  problem: { code: string; message: string } | null
}

/** What is at a place of a folder. */
export type FileEntryResult =
  | { type: 'file'; cid: string; sizeBytes: number }
  | {
      type: 'folder'
      cid: string
      /** Folders first, each by name; names are their author's, unchecked. */
      entries: { name: string; cid: string; type: 'file' | 'folder'; sizeBytes: number }[]
      /** There are more than are listed. */
      more: boolean
    }

export interface FileHolderResult {
  peerId: string
  self: boolean
  linked: boolean
  /** Does it hold the file now, as far as is known? */
  now: boolean
  lastSeen: number
}

export interface FileQuotaResult {
  quotaBytes: number
  usedBytes: number
  /** Of the used ones, those that are never removed by themselves. */
  pinnedBytes: number
  files: number
  /** How many tabs shall hold each recorded file. */
  replicas: number
}

export interface PublicIpfsResult {
  on: boolean
  /** Trustless HTTP gateways, which are asked for blocks. */
  gateways: string[]
  /** Delegated routing servers, which are asked who has a file. */
  routers: string[]
  /** Multiaddrs of IPFS nodes that are linked with by WebSocket. */
  peers: string[]
  /** Those of them that are linked now. */
  reached: string[]
}

/** A file or folder that was added. */
export interface AddedFileResult {
  cid: string
  /** Of its record; null where none was asked for. */
  txId: string | null
  sizeBytes: number
}
