import { t } from '@lingui/core/macro'
import { lazy, Suspense } from 'react'
import { ScreenSkeleton } from '../../components/screen-skeleton.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'

/** The terminal itself is a file of its own: most people never open it. */
const TerminalView = lazy(async () => ({ default: (await import('./terminal-view.tsx')).TerminalView }))

/** Every command, typed. */
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
