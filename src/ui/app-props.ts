import type { NodeApi } from '#api/calls.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { ChainDatabase, FilesDatabase, WorkDatabase } from '#storage/schema.ts'

/**
 * What the composition root of the page hands to the screens. Screens read the databases and never write
 * them.
 */
export interface AppProps {
  readonly api: NodeApi
  readonly db: ChainDatabase
  /** What this tab keeps of files, and who else holds them. */
  readonly files: FilesDatabase
  /** What this profile's person is writing. */
  readonly work: WorkDatabase
  /** Which profile this tab holds: 0 is the first. */
  readonly profile: number
  /** The build's version, as `status` tells it. */
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
