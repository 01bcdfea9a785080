import { t } from '@lingui/core/macro'
import { lazy, Suspense, useEffect, useRef } from 'react'
import classes from './app.module.css'
import type { AppProps } from './app-props.ts'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { ScreenSkeleton } from './components/screen-skeleton.tsx'
import { Overview } from './features/overview/overview.tsx'
import { Look } from './look.tsx'
import { NodeProvider } from './node-context.tsx'
import { useRoute } from './router.ts'
import { Banners } from './shell/banners.tsx'
import { Hints } from './shell/hints.tsx'
import { SideNav } from './shell/side-nav.tsx'
import { StatusBar } from './shell/status-bar.tsx'
import { TabBar } from './shell/tab-bar.tsx'
import { WalletProvider } from './wallet-context.tsx'

const loadScreens = () => import('./screens.tsx')
const Screens = lazy(async () => ({ default: (await loadScreens()).Screens }))

/**
 * The page of a running node: shell and screens. It shows the database and sends commands; it makes no
 * decisions about the chain.
 */
export function App(props: AppProps) {
  return (
    <Look>
      <NodeProvider value={props}>
        <WalletProvider>
          <Shell profile={props.profile} />
        </WalletProvider>
      </NodeProvider>
    </Look>
  )
}

function Shell({ profile }: { readonly profile: number }) {
  const route = useRoute()
  const main = useRef<HTMLElement>(null)
  const place = JSON.stringify(route)
  const last = useRef(place)

  // After the first paint, so that it never competes with the start of the node.
  useEffect(() => {
    const timer = setTimeout(loadScreens, 1500)
    return () => clearTimeout(timer)
  }, [])

  // After a change of screen a keyboard or a screen reader starts at its top, as after a page load.
  useEffect(() => {
    if (last.current === place) return
    last.current = place
    scrollTo({ top: 0 })
    main.current?.focus({ preventScroll: true })
  }, [place])

  return (
    <div className={classes.app}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t`Skip to content`}
      </button>
      <SideNav route={route} profile={profile} />
      <div className={classes.column}>
        <StatusBar />
        <main className={classes.main} ref={main} tabIndex={-1}>
          <Banners />
          <ErrorBoundary place={place}>
            {route.screen === 'overview' ? (
              <Overview />
            ) : (
              <Suspense fallback={<ScreenSkeleton />}>
                <Screens route={route} />
              </Suspense>
            )}
          </ErrorBoundary>
        </main>
      </div>
      <TabBar route={route} />
      <Hints />
    </div>
  )
}
