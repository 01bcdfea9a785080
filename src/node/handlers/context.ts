import type { LabHandlers } from '#api/handlers.ts'
import type { FileSharing } from '#files/file-sharing.ts'
import type { Random } from '#lib/random.ts'
import type { HandLinks } from '#network/hand-links/hand-links.ts'
import type { StorageReader } from '#node/screens/storage-reader.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { DraftStore } from '#storage/draft-store.ts'
import type { SettingsStore } from '#storage/settings-store.ts'

/** What a reset deletes besides the chain. */
export interface ResetRequest {
  readonly keys: boolean
  /**
   * The height up to which the chain equals that of the peers to move to: signatures are remembered, and own
   * transactions above the height become pending again.
   */
  readonly over?: number
}

/** The dependencies of the API's handlers. */
export interface HandlerContext {
  readonly node: TabNode
  readonly settings: SettingsStore
  readonly drafts: DraftStore
  readonly random: Random
  readonly profile: number
  readonly version: string
  /** The page's origin, for invite links. */
  readonly origin: string
  /** The signaling server as a URL when it is not the page's own, for invite links. */
  readonly signalingUrl: string | undefined
  /** Asks signaling servers about invites. */
  readonly fetch: typeof globalThis.fetch
  readonly storage: StorageReader
  /** Loads links by hand at its first use; throws while the network does not run. */
  readonly handLinks: () => Promise<HandLinks>
  /** Loads file sharing at its first use; rejects when its database cannot be opened. */
  readonly files: () => Promise<FileSharing>
  /** Undefined in a page that was not opened with `?lab`. */
  readonly lab?: LabHandlers | undefined
  /** Stops the node and deletes databases; the page reloads afterwards. */
  readonly reset: (what: ResetRequest) => Promise<void>
}
