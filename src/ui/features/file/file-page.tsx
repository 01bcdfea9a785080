import { t } from '@lingui/core/macro'
import type { FileRecordRow } from '#storage/file-records.ts'
import { ScreenTitle } from '../../components/screen-title.tsx'
import type { FileView } from '../../format/file-view.ts'
import { Prove } from '../proof/prove.tsx'
import { Content } from './content.tsx'
import classes from './file.module.css'
import { FileFacts } from './file-facts.tsx'
import { FileHead } from './file-head.tsx'
import { HoldersPanel } from './holders-panel.tsx'
import { useFetchOnOpening } from './use-fetch-on-opening.ts'

interface FilePageProps {
  readonly view: FileView
  readonly records: readonly FileRecordRow[]
  readonly path: string
}

/** The page of a file: its state, content, record and providers. */
export function FilePage({ view, records, path }: FilePageProps) {
  const fetching = useFetchOnOpening(view)
  const isNamed = view.name !== view.cid
  return (
    <>
      <ScreenTitle title={isNamed ? view.name : t`File`} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <FileHead view={view} fetching={fetching} />
          {view.state === 'here' && <Content key={path} view={view} path={path} />}
        </div>
        <div className={classes.side}>
          <FileFacts view={view} records={records} />
          <HoldersPanel cid={view.cid} isHere={view.state === 'here'} />
          {view.record?.height !== undefined && <Prove of={view.cid} kind="file" />}
        </div>
      </div>
    </>
  )
}
