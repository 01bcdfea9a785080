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
  /** The number of this tab's profile, from 0. */
  readonly profile: number
  /** The build's version, as in `status`. */
  readonly version: string
  readonly genesis: GenesisParameters
  /** The page was opened with `?lab`: the laboratory is one of its screens. */
  readonly lab?: boolean
  /** A newer build is installed and waits; `apply` reloads into it. */
  readonly updateAvailable: { apply(): void } | undefined
  /** The node stopped because of a bug; the page keeps showing the database. */
  readonly crash: NodeCrash | undefined
  /** A fault that the node reported but could not store, for example because storage is full. */
  readonly fault?: { readonly code: string; readonly message: string } | undefined
}

export interface NodeCrash {
  readonly message: string
  readonly stack?: string | undefined
}
