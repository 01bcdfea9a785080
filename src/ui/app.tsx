import { lazy, Suspense, useEffect, useRef } from 'react'
import { unreachable } from '../lib/assert.ts'
import classes from './app.module.css'
import type { AppProps } from './app-props.ts'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { ScreenSkeleton } from './components/screen-skeleton.tsx'
import { NotFound } from './features/not-found/not-found.tsx'
import { Overview } from './features/overview/overview.tsx'
import { Look } from './look.tsx'
import { NodeProvider } from './node-context.tsx'
import { type Route, useRoute } from './router.ts'
import { Banners } from './shell/banners.tsx'
import { Hints } from './shell/hints.tsx'
import { SideNav } from './shell/side-nav.tsx'
import { StatusBar } from './shell/status-bar.tsx'
import { TabBar } from './shell/tab-bar.tsx'
import { WalletProvider } from './wallet-context.tsx'

// The overview comes with the first load; every other screen is its own small file.
const Wallet = lazy(async () => ({ default: (await import('./features/wallet/wallet.tsx')).Wallet }))
const Mining = lazy(async () => ({ default: (await import('./features/mining/mining.tsx')).Mining }))
const Blocks = lazy(async () => ({ default: (await import('./features/blocks/blocks.tsx')).Blocks }))
const Block = lazy(async () => ({ default: (await import('./features/block/block.tsx')).Block }))
const Tx = lazy(async () => ({ default: (await import('./features/tx/tx.tsx')).Tx }))
const AddressScreen = lazy(async () => ({
  default: (await import('./features/address/address-screen.tsx')).AddressScreen,
}))
const Peers = lazy(async () => ({ default: (await import('./features/peers/peers.tsx')).Peers }))
const Invite = lazy(async () => ({ default: (await import('./features/invite/invite.tsx')).Invite }))
const Settings = lazy(async () => ({ default: (await import('./features/settings/settings.tsx')).Settings }))

/** The page of a running node: shell and screens. It shows what the database holds and gives commands; it decides nothing about the chain. */
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
        Skip to content
      </button>
      <SideNav route={route} profile={profile} />
      <div className={classes.column}>
        <StatusBar />
        <main className={classes.main} ref={main} tabIndex={-1}>
          <Banners />
          <ErrorBoundary key={place}>
            <Suspense fallback={<ScreenSkeleton />}>
              <Screen route={route} />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <TabBar route={route} />
      <Hints />
    </div>
  )
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'overview':
      return <Overview />
    case 'wallet':
      return <Wallet panel={route.panel} to={route.to} />
    case 'mining':
      return <Mining />
    case 'blocks':
      return <Blocks below={route.below} />
    case 'block':
      return <Block at={route.at} />
    case 'tx':
      return <Tx id={route.id} />
    case 'address':
      return <AddressScreen address={route.address} />
    case 'peers':
      return <Peers />
    case 'invite':
      return <Invite />
    case 'settings':
      return <Settings />
    case 'unknown':
      return <NotFound path={route.path} />
    default:
      return unreachable(route)
  }
}
