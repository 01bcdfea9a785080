import type { NodeApi } from '#api/calls.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { ChainDatabase, FilesDatabase, WorkDatabase } from '#storage/schema.ts'

/**
 * The dependencies of the screens, from the page's composition root. Screens read the databases and never
 * write them.
 */
export interface AppProps {
  readonly api: NodeApi
  readonly db: ChainDatabase
  /** The files in this tab, and their copies in others. */
  readonly files: FilesDatabase
  /** The drafts of this profile. */
  readonly work: WorkDatabase
  /** Which profile this tab holds: 0 is the first. */
  readonly profile: number
  /** The build's version, as in `status`. */
  readonly version: string
  readonly genesis: GenesisParameters
  /** The page was opened with `?lab`: the laboratory is one of its screens. */
  readonly lab?: boolean
  /** A newer build is installed and waits; `apply` reloads into it. */
  readonly updateAvailable: { apply(): void } | undefined
  /**
   * The node stopped on our own bug while the page was open; the page keeps showing what the database holds.
   */
  readonly crash: NodeCrash | undefined
  /** A fault that the node could tell but not write down, for example because storage is full. */
  readonly fault?: { readonly code: string; readonly message: string } | undefined
}

export interface NodeCrash {
  readonly message: string
  readonly stack?: string | undefined
}
