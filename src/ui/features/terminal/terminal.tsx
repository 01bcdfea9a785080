import { t } from '@lingui/core/macro'
import { lazy, Suspense } from 'react'
import { ScreenSkeleton } from '../../components/screen-skeleton.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'

/** The terminal loads on demand, because most users never open it. */
const TerminalView = lazy(async () => ({ default: (await import('./terminal-view.tsx')).TerminalView }))

/** The screen of the terminal, which runs every command. */
export function Terminal() {
  return (
    <>
      <ScreenTitle title={t`Terminal`} />
      <Suspense fallback={<ScreenSkeleton />}>
        <TerminalView />
      </Suspense>
    </>
  )
}
