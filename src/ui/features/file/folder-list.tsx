import { plural, t } from '@lingui/core/macro'
import { Text } from '@mantine/core'
import { useState } from 'react'
import type { FileEntryResult } from '#api/file-results.ts'
import { FOLDER_TYPE } from '#api/folder-type.ts'
import { FileIcon } from '../../components/file-icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { ShowMore } from '../../components/show-more.tsx'
import type { FileView } from '../../format/file-view.ts'
import { bytesText } from '../../format/quantity-text.ts'
import { FOLDER_ENTRIES_STEP } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import classes from './folder.module.css'
import { FolderTrail } from './folder-trail.tsx'

interface FolderListProps {
  readonly view: FileView
  readonly path: string
  readonly folder: Extract<FileEntryResult, { type: 'folder' }>
}

/** The entries of a folder, each a link to its own page. */
export function FolderList({ view, path, folder: { entries, more } }: FolderListProps) {
  const [limit, setLimit] = useState(FOLDER_ENTRIES_STEP)
  return (
    <Panel title={titleOf(entries.length, more)} flush>
      {path !== '' && (
        <div className={classes.bar}>
          <FolderTrail view={view} path={path} />
        </div>
      )}
      {entries.length === 0 && (
        <Text size="sm" c="dimmed" className={classes.bar}>
          {t`The folder is empty.`}
        </Text>
      )}
      <ul className={classes.list} aria-label={t`In this folder`}>
        {entries.slice(0, limit).map(({ name, type, sizeBytes }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a folder never changes, and a strange one has a name twice
          <li key={place}>
            <a
              className={classes.line}
              href={hrefOf({ screen: 'file', cid: view.cid, path: path ? `${path}/${name}` : name })}
            >
              <FileIcon name={name} mediaType={type === 'folder' ? FOLDER_TYPE : ''} />
              <bdi className={classes.name}>{name}</bdi>
              <Text span size="sm" c="dimmed">
                {type === 'file' ? bytesText(sizeBytes) : ''}
              </Text>
            </a>
          </li>
        ))}
      </ul>
      {entries.length > limit && <ShowMore onClick={() => setLimit(limit + FOLDER_ENTRIES_STEP)} />}
    </Panel>
  )
}

/** The number of entries; `more` means that further entries are not listed. */
const titleOf = (count: number, more: boolean): string =>
  more
    ? plural(count, { one: '# entry and more', other: '# entries and more' })
    : plural(count, { one: '# entry', other: '# entries' })
