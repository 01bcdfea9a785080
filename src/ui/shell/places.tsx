import { t } from '@lingui/core/macro'
import {
  IconAffiliate,
  IconCube,
  IconFileCode,
  IconFiles,
  IconFlask,
  IconHome,
  IconSettings,
  IconTerminal2,
  IconTopologyRing2,
  IconUserPlus,
  IconWallet,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ConsensusType } from '../engines/engine-parts.ts'
import { ENGINE_WORDS } from '../engines/engine-words.ts'
import type { Route } from '../router.ts'

/** An entry of the navigation. */
export interface Place {
  readonly name: string
  readonly route: Route
  readonly icon: TablerIcon
  /** Screens that belong under this entry. */
  readonly screens: readonly Route['screen'][]
}

/**
 * The navigation in order; a phone's tab bar shows the first four and keeps the others under "More". The
 * laboratory is one where it was asked for.
 */
export const placesOf = (consensus: ConsensusType, lab: boolean): readonly Place[] => [
  { name: t`Overview`, route: { screen: 'overview' }, icon: IconHome, screens: ['overview'] },
  { name: t`Wallet`, route: { screen: 'wallet', panel: 'send' }, icon: IconWallet, screens: ['wallet'] },
  {
    name: ENGINE_WORDS[consensus].place,
    route: { screen: 'mining' },
    icon: ENGINE_WORDS[consensus].icon,
    screens: ['mining'],
  },
  {
    name: t`Blocks`,
    route: { screen: 'blocks' },
    icon: IconCube,
    screens: ['blocks', 'block', 'tx', 'address'],
  },
  {
    name: t`Contracts`,
    route: { screen: 'contracts' },
    icon: IconFileCode,
    screens: ['contracts', 'contract', 'studio', 'draft'],
  },
  { name: t`Files`, route: { screen: 'files', show: 'all' }, icon: IconFiles, screens: ['files', 'file'] },
  { name: t`Peers`, route: { screen: 'peers' }, icon: IconTopologyRing2, screens: ['peers', 'link'] },
  { name: t`Invite`, route: { screen: 'invite' }, icon: IconUserPlus, screens: ['invite'] },
  {
    name: t`Networks`,
    route: { screen: 'networks' },
    icon: IconAffiliate,
    screens: ['networks', 'new-network'],
  },
  { name: t`Terminal`, route: { screen: 'terminal' }, icon: IconTerminal2, screens: ['terminal'] },
  ...(lab
    ? [{ name: t`Laboratory`, route: { screen: 'lab' }, icon: IconFlask, screens: ['lab'] } as const]
    : []),
  { name: t`Settings`, route: { screen: 'settings' }, icon: IconSettings, screens: ['settings'] },
]

export const PLACES_IN_TAB_BAR = 4
