import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { MoreLink } from '../../components/more-link.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { hrefOf } from '../../router.ts'
import { JoinCard } from '../invite/join-card.tsx'
import { KnownNetworks } from './known-networks.tsx'
import { NetworkParameters } from './network-parameters.tsx'

/** The screen with this tab's network, the others that this profile knows, and a link to create one. */
export function Networks() {
  return (
    <>
      <ScreenTitle title={t`Networks`}>
        <Button component="a" href={hrefOf({ screen: 'new-network' })} leftSection={<IconPlus size={18} />}>
          <Trans>New network</Trans>
        </Button>
      </ScreenTitle>
      <KnownNetworks />
      <JoinCard />
      <NetworkParameters
        title={t`This network`}
        action={
          <MoreLink to={{ screen: 'invite' }}>
            <Trans>Invite someone</Trans>
          </MoreLink>
        }
      />
    </>
  )
}
