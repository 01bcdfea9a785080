import { unreachable } from '../lib/assert.ts'
import { AddressScreen } from './features/address/address-screen.tsx'
import { Block } from './features/block/block.tsx'
import { Blocks } from './features/blocks/blocks.tsx'
import { Invite } from './features/invite/invite.tsx'
import { Laboratory } from './features/lab/laboratory.tsx'
import { Mining } from './features/mining/mining.tsx'
import { Networks } from './features/networks/networks.tsx'
import { NewNetwork } from './features/new-network/new-network.tsx'
import { NotFound } from './features/not-found/not-found.tsx'
import { Peers } from './features/peers/peers.tsx'
import { Settings } from './features/settings/settings.tsx'
import { Tx } from './features/tx/tx.tsx'
import { Wallet } from './features/wallet/wallet.tsx'
import type { Route } from './router.ts'

/** Every screen but the overview, which is in the first load; these come right after it, together, as one file. */
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
    case 'peers':
      return <Peers />
    case 'invite':
      return <Invite />
    case 'networks':
      return <Networks />
    case 'new-network':
      return <NewNetwork />
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
