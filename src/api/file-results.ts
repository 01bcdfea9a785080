/** Results of calls about files. Sizes are bytes, times milliseconds since 1970. */

export interface FileResult {
  cid: string
  name: string
  mediaType: string
  note: string
  /** From its record, or as this tab found it if there is none. */
  sizeBytes: number
  /** The address, transaction and block of its first record; null if there is none. */
  author: string | null
  txId: string | null
  blockHeight: number | null
  recordedAt: number | null
  /**
   * `held`: this tab has all of it. `fetching`: it is being fetched. `waiting`: no peer has the missing
   * blocks now, see `problem`. `absent`: it is neither here nor being fetched.
   */
  state: 'held' | 'fetching' | 'waiting' | 'absent'
  /** Bytes of the file in this tab. */
  doneBytes: number
  bytesPerSecond: number
  pinned: boolean
  /** Tabs that have all of it now, with this one; the network keeps `FileQuotaResult.replicas` copies. */
  replicas: number
  problem: { code: string; message: string } | null
}

/** The file or folder at a path. */
export type FileEntryResult =
  | { type: 'file'; cid: string; sizeBytes: number }
  | {
      type: 'folder'
      cid: string
      /** Folders first, then files, by name. Names are the author's and unchecked. */
      entries: { name: string; cid: string; type: 'file' | 'folder'; sizeBytes: number }[]
      /** True if the list is not complete. */
      more: boolean
    }

export interface FileHolderResult {
  peerId: string
  self: boolean
  linked: boolean
  /** Does it have the file now, as far as this tab knows? */
  now: boolean
  lastSeen: number
}

export interface FileQuotaResult {
  quotaBytes: number
  usedBytes: number
  /** Used bytes that are never removed automatically. */
  pinnedBytes: number
  files: number
  /** The number of tabs that should have each recorded file. */
  replicas: number
}

export interface PublicIpfsResult {
  on: boolean
  /** Trustless HTTP gateways, which serve blocks. */
  gateways: string[]
  /** Delegated routing servers, which find the providers of a file. */
  routers: string[]
  /** Multiaddrs of IPFS nodes to connect to by WebSocket. */
  peers: string[]
  /** The connected ones. */
  reached: string[]
}

/** A file or folder that was added. */
export interface AddedFileResult {
  cid: string
  /** The transaction of its record; null if none was requested. */
  txId: string | null
  sizeBytes: number
}
