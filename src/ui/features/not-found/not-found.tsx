import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { hrefOf } from '../../router.ts'

/** The screen for an unknown hash. */
export function NotFound({ path }: { readonly path: string }) {
  return (
    <>
      <ScreenTitle title={t`Page not found`} />
      <EmptyNote
        icon={<IconMapQuestion size={36} stroke={1.4} />}
        title={t`There is no page “${{ path: path.slice(0, 60) }}” here`}
        action={
          <Button component="a" href={hrefOf({ screen: 'overview' })} variant="light">
            <Trans>To the overview</Trans>
          </Button>
        }
      >
        <Trans>The link may be from another version of the app, or cut short.</Trans>
      </EmptyNote>
    </>
  )
}
