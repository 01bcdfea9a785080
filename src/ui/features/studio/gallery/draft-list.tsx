import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { IconFileCode } from '@tabler/icons-react'
import { EmptyNote } from '../../../components/empty-note.tsx'
import { ListSkeleton } from '../../../components/list-skeleton.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Show } from '../../../components/show.tsx'
import { TimeText } from '../../../components/time-text.tsx'
import { bytesText } from '../../../format/quantity-text.ts'
import { useDrafts } from '../../../hooks/use-drafts.ts'
import { hrefOf } from '../../../router.ts'
import { DraftMenu } from './draft-menu.tsx'
import classes from './gallery.module.css'

/** The profile's drafts, which are the same for every network, with their menus. */
export function DraftList() {
  const live = useDrafts()
  return (
    <Panel title={t`Your drafts`} flush>
      <Show
        live={live}
        loading={<ListSkeleton rows={2} />}
        empty={
          <EmptyNote icon={<IconFileCode size={32} stroke={1.4} />} title={t`No drafts yet`}>
            {t`Choose a template below. What you write is saved in this browser as you type.`}
          </EmptyNote>
        }
      >
        {drafts => (
          <ul className={classes.list} aria-label={t`Drafts`}>
            {drafts.map(draft => (
              <li key={draft.id} className={classes.line}>
                <a className={classes.open} href={hrefOf({ screen: 'draft', id: draft.id })}>
                  <IconFileCode size={24} stroke={1.6} aria-hidden="true" />
                  <span className={classes.what}>
                    <strong>{draft.name}</strong>
                    <Text span size="sm" c="dimmed">
                      {bytesText(new TextEncoder().encode(draft.source).length)} ·{' '}
                      <Trans>
                        saved <TimeText at={draft.savedAt} />
                      </Trans>
                    </Text>
                  </span>
                </a>
                <DraftMenu id={draft.id} work={draft} />
              </li>
            ))}
          </ul>
        )}
      </Show>
    </Panel>
  )
}
