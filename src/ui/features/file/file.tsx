import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconFileUnknown } from '@tabler/icons-react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { cidProblem } from '../../format/file-target.ts'
import { useFile } from '../../hooks/use-files.ts'
import { hrefOf } from '../../router.ts'
import { FilePage } from './file-page.tsx'

interface FileProps {
  readonly cid: string
  /** The path in a folder; empty for the file or folder itself. */
  readonly path: string
}

/** A file by its CID, recorded or not: its record, its copies and its content; or the error in the CID. */
export function File({ cid, path }: FileProps) {
  const problem = cidProblem(cid)
  if (problem === undefined) return <ByCid cid={cid.toLowerCase()} path={path} />
  return (
    <>
      <ScreenTitle title={t`File`} />
      <EmptyNote
        icon={<IconFileUnknown size={36} stroke={1.4} />}
        title={t`There is no such file`}
        action={
          <Button component="a" href={hrefOf({ screen: 'files', show: 'all' })} variant="light">
            {t`Show all files`}
          </Button>
        }
      >
        {problem}
      </EmptyNote>
    </>
  )
}

function ByCid({ cid, path }: FileProps) {
  const file = useFile(cid)
  if (file) return <FilePage {...file} path={path} />
  return (
    <>
      <ScreenTitle title={t`File`} />
      <Skeleton height={420} radius="lg" />
    </>
  )
}
