import { createRoot, type Root } from 'react-dom/client'
import type { NodeApi } from '#api/calls.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import {
  type ChainDatabase,
  type FilesDatabase,
  openChainDatabase,
  openFilesDatabase,
  openWorkDatabase,
  type WorkDatabase,
} from '#storage/schema.ts'
import { App } from '#ui/app.tsx'
import type { AppProps } from '#ui/app-props.ts'

/** The app in a browser test, on a database of its own that the test fills as a node would. */
export interface AppPage {
  readonly db: ChainDatabase
  readonly files: FilesDatabase
  readonly work: WorkDatabase
  show(change?: Partial<AppProps>): void
  /** Removes the app from the page and deletes its database. */
  close(): Promise<void>
}

/** `api` holds only the calls that a test makes; any other fails with "not a function". */
export function openAppPage(genesis: GenesisParameters, api: Partial<NodeApi>): AppPage {
  const db = openChainDatabase(`ui-test/${crypto.randomUUID()}`)
  const files = openFilesDatabase(`ui-test/${crypto.randomUUID()}/files`)
  const work = openWorkDatabase(`ui-test/${crypto.randomUUID()}/work`)
  let root: Root | undefined
  return {
    db,
    files,
    work,

    show(change = {}) {
      root?.unmount()
      root = createRoot(document.body.appendChild(document.createElement('div')))
      root.render(
        <App
          api={api as NodeApi}
          db={db}
          files={files}
          work={work}
          profile={0}
          version="test"
          genesis={genesis}
          updateAvailable={undefined}
          crash={undefined}
          {...change}
        />,
      )
    },

    async close() {
      root?.unmount()
      await Promise.all([db.delete(), files.delete(), work.delete()])
    },
  }
}
