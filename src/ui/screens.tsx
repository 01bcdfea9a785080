import { lazy } from 'react'
import { unreachable } from '#lib/assert.ts'
import { AddressScreen } from './features/address/address-screen.tsx'
import { Block } from './features/block/block.tsx'
import { Blocks } from './features/blocks/blocks.tsx'
import { Contract } from './features/contract/contract.tsx'
import { Contracts } from './features/contracts/contracts.tsx'
import { File } from './features/file/file.tsx'
import { Files } from './features/files/files.tsx'
import { Invite } from './features/invite/invite.tsx'
import { Laboratory } from './features/lab/laboratory.tsx'
import { Mining } from './features/mining/mining.tsx'
import { Networks } from './features/networks/networks.tsx'
import { NewNetwork } from './features/new-network/new-network.tsx'
import { NotFound } from './features/not-found/not-found.tsx'
import { Peers } from './features/peers/peers.tsx'
import { Settings } from './features/settings/settings.tsx'
import { Draft } from './features/studio/draft.tsx'
import { Studio } from './features/studio/studio.tsx'
import { Terminal } from './features/terminal/terminal.tsx'
import { Tx } from './features/tx/tx.tsx'
import { Wallet } from './features/wallet/wallet.tsx'
import type { Route } from './router.ts'

/** Rare, and with a reader of QR codes. */
const LinkScreen = lazy(async () => ({
  default: (await import('./features/link/link-screen.tsx')).LinkScreen,
}))

/**
 * Every screen but the overview, which is in the first load; these come right after it, together, as one
 * file.
 */
export function Screens({ route }: { readonly route: Exclude<Route, { screen: 'overview' }> }) {
  switch (route.screen) {
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
    case 'contracts':
      return <Contracts find={route.find} />
    case 'contract':
      return <Contract address={route.address} part={route.part} line={route.line} />
    case 'studio':
      return <Studio />
    case 'draft':
      return <Draft key={route.id} id={route.id} />
    case 'files':
      return <Files show={route.show} find={route.find} />
    case 'file':
      return <File key={route.cid} cid={route.cid} path={route.path ?? ''} />
    case 'peers':
      return <Peers />
    case 'invite':
      return <Invite />
    case 'link':
      return <LinkScreen offer={route.offer} />
    case 'networks':
      return <Networks />
    case 'new-network':
      return <NewNetwork />
    case 'terminal':
      return <Terminal />
    case 'lab':
      return <Laboratory />
    case 'settings':
      return <Settings />
    case 'unknown':
      return <NotFound path={route.path} />
    default:
      return unreachable(route)
  }
}
