import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { MoreLink } from '../../components/more-link.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { hrefOf } from '../../router.ts'
import { KnownNetworks } from './known-networks.tsx'
import { NetworkParameters } from './network-parameters.tsx'

/** The network of this tab, the others that this profile knows, and the way to a new one. */
export function Networks() {
  return (
    <>
      <ScreenTitle title={t`Networks`}>
        <Button component="a" href={hrefOf({ screen: 'new-network' })} leftSection={<IconPlus size={18} />}>
          <Trans>New network</Trans>
        </Button>
      </ScreenTitle>
      <KnownNetworks />
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
