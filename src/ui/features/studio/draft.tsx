import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconFileOff } from '@tabler/icons-react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { MoreLink } from '../../components/more-link.tsx'
import { ScreenSkeleton } from '../../components/screen-skeleton.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { useDrafts } from '../../hooks/use-drafts.ts'
import { shownValue } from '../../hooks/use-live.ts'
import { Workbench } from './workbench.tsx'

/** The page of one draft, which stays open while the database cannot be read. */
export function Draft({ id }: { readonly id: string }) {
  const live = useDrafts()
  const draft = shownValue(live)?.find(each => each.id === id)
  if (draft) return <Workbench draft={draft} />
  return (
    <Show live={live} loading={<ScreenSkeleton />} empty={<NoDraft />}>
      {() => <NoDraft />}
    </Show>
  )
}

function NoDraft() {
  return (
    <>
      <ScreenTitle title={t`Draft not found`} />
      <EmptyNote
        icon={<IconFileOff size={32} stroke={1.4} />}
        title={t`This draft is not in this browser`}
        action={<MoreLink to={{ screen: 'studio' }}>{t`All drafts and templates`}</MoreLink>}
      >
        <Trans>
          It was deleted, or the link comes from another device: drafts stay where they were written.
        </Trans>
      </EmptyNote>
    </>
  )
}
