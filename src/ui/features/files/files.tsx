import { t } from '@lingui/core/macro'
import { ScreenTitle } from '../../components/screen-title.tsx'
import type { FileShow } from '../../router.ts'
import { AddFiles } from './add-files.tsx'
import { FileList } from './file-list.tsx'
import classes from './files.module.css'
import { QuotaPanel } from './quota-panel.tsx'

interface FilesProps {
  readonly show: FileShow
  readonly find: string | undefined
}

/**
 * The screen of the network's files: a form to add some, the list, and the space that they take in this
 * browser.
 */
export function Files({ show, find }: FilesProps) {
  return (
    <>
      <ScreenTitle title={t`Files`} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <AddFiles />
          <FileList key={find} show={show} find={find ?? ''} />
        </div>
        <QuotaPanel />
      </div>
    </>
  )
}
