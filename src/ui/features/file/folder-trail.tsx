import { t } from '@lingui/core/macro'
import { Anchor } from '@mantine/core'
import type { FileView } from '../../format/file-view.ts'
import { hrefOf } from '../../router.ts'
import classes from './folder.module.css'

/** The path from the folder to the current entry; each step is a link. */
export function FolderTrail({
  view: { cid, name },
  path,
}: {
  readonly view: FileView
  readonly path: string
}) {
  const parts = path === '' ? [] : path.split('/')
  return (
    <nav className={classes.trail} aria-label={t`Place in the folder`}>
      <Anchor href={hrefOf({ screen: 'file', cid })}>
        <bdi>{name}</bdi>
      </Anchor>
      {parts.map((part, at) => {
        const here = parts.slice(0, at + 1).join('/')
        return (
          <span key={here}>
            {' / '}
            {here === path ? (
              <bdi>{part}</bdi>
            ) : (
              <Anchor href={hrefOf({ screen: 'file', cid, path: here })}>
                <bdi>{part}</bdi>
              </Anchor>
            )}
          </span>
        )
      })}
    </nav>
  )
}
