import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconFiles } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import { ShowMore } from '../../components/show-more.tsx'
import type { FileView } from '../../format/file-view.ts'
import { useFiles } from '../../hooks/use-files.ts'
import { FILES_STEP } from '../../limits.ts'
import { FILE_SHOWS, type FileShow, hrefOf } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'
import { fileFits, isShown } from './file-fits.ts'
import { FileLine } from './file-line.tsx'
import classes from './file-list.module.css'
import { FindFile } from './find-file.tsx'

interface FileListProps {
  readonly show: FileShow
  readonly find: string
}

const SHOWS: Record<FileShow, string> = { all: t`All`, mine: t`Mine`, here: t`Kept here` }

/** The files of the network that this tab knows, or those that match the search. */
export function FileList({ show, find }: FileListProps) {
  const { own } = useWallet()
  const [typed, setTyped] = useState(find)
  const [limit, setLimit] = useState(FILES_STEP)
  const files = useFiles()
  const shown = files?.filter(file => isShown(file, show, own) && fileFits(file, typed))

  return (
    <Panel
      title={t`Files`}
      flush
      action={
        <nav className={classes.shows} aria-label={t`Which files`}>
          {FILE_SHOWS.map(each => (
            <a
              key={each}
              href={hrefOf({ screen: 'files', show: each })}
              aria-current={each === show ? 'page' : undefined}
            >
              {SHOWS[each]}
            </a>
          ))}
        </nav>
      }
    >
      <div className={classes.find}>
        <FindFile typed={typed} onType={setTyped} />
      </div>
      {shown === undefined ? (
        <ListSkeleton rows={4} rowHeight={64} />
      ) : shown.length === 0 ? (
        <NoFiles show={show} typed={typed} onAll={() => setTyped('')} />
      ) : (
        <Lines files={shown.slice(0, limit)} />
      )}
      {shown && shown.length > limit && <ShowMore onClick={() => setLimit(limit + FILES_STEP)} />}
    </Panel>
  )
}

function Lines({ files }: { readonly files: readonly FileView[] }) {
  return (
    <ul className={classes.list} aria-label={t`Files`}>
      {files.map(file => (
        <FileLine key={file.cid} file={file} />
      ))}
    </ul>
  )
}

interface NoFilesProps extends Omit<FileListProps, 'find'> {
  readonly typed: string
  onAll(): void
}

function NoFiles({ show, typed, onAll }: NoFilesProps) {
  const icon = <IconFiles size={36} stroke={1.4} />
  const sought = typed.trim().slice(0, 60)
  if (sought !== '')
    return (
      <EmptyNote
        icon={icon}
        title={t`No file matches “${sought}”`}
        action={
          <Button variant="light" onClick={onAll}>
            {t`Show all`}
          </Button>
        }
      >
        <Trans>
          Search for a part of its name or note, or paste its whole CID and press Enter: it is then looked for
          at other tabs.
        </Trans>
      </EmptyNote>
    )
  switch (show) {
    case 'all':
      return (
        <EmptyNote icon={icon} title={t`No files yet`}>
          <Trans>
            A file gets a CID, which is a hash of its content: whoever has the CID gets exactly this file or
            none. The chain records CID and name, and tabs keep the content: three copies of each recorded
            file, as long as enough tabs are open.
          </Trans>
        </EmptyNote>
      )
    case 'mine':
      return (
        <EmptyNote icon={icon} title={t`You have recorded no file yet`}>
          {t`Drop one above; then anybody on this network can fetch it.`}
        </EmptyNote>
      )
    case 'here':
      return (
        <EmptyNote icon={icon} title={t`This tab keeps no files yet`}>
          <Trans>
            This tab keeps the files that you add or fetch, and copies of files that others recorded, within
            the space that you allow.
          </Trans>
        </EmptyNote>
      )
  }
}
