import type { LabHandlers } from '#api/handlers.ts'
import type { FileSharing } from '#files/file-sharing.ts'
import type { Random } from '#lib/random.ts'
import type { StorageReader } from '#node/screens/storage-reader.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { DraftStore } from '#storage/draft-store.ts'
import type { SettingsStore } from '#storage/settings-store.ts'

/** What a reset deletes beside the chain. */
export interface ResetRequest {
  readonly keys: boolean
  /**
   * For a chain of peers that has the own one up to this height: what was signed is not forgotten with it,
   * and own transactions above that height wait again.
   */
  readonly over?: number
}

/** What the API's handlers work with. */
export interface HandlerContext {
  readonly node: TabNode
  readonly settings: SettingsStore
  readonly drafts: DraftStore
  readonly random: Random
  readonly profile: number
  readonly version: string
  /** Where this page lives, for invite links. */
  readonly origin: string
  /** The signaling server as a URL when it is not the page's own, for invite links. */
  readonly signalingUrl: string | undefined
  readonly storage: StorageReader
  /** Loads the sharing of files at its first use; rejects when its database cannot be opened. */
  readonly files: () => Promise<FileSharing>
  /** Undefined in a page that was not opened with `?lab`. */
  readonly lab?: LabHandlers | undefined
  /** Stops the node and deletes databases; the page reloads afterwards. */
  readonly reset: (what: ResetRequest) => Promise<void>
}
