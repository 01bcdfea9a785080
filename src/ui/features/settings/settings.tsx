import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { MoreLink } from '../../components/more-link.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { NetworkParameters } from '../networks/network-parameters.tsx'
import { About } from './about.tsx'
import { Appearance } from './appearance.tsx'
import { Doctor } from './doctor.tsx'
import { PublicIpfs } from './public-ipfs.tsx'
import { Reset } from './reset.tsx'
import { StorageUse } from './storage-use.tsx'

/** The screen with the settings of network, storage and browser. */
export function Settings() {
  return (
    <>
      <ScreenTitle title={t`Settings`} />
      <NetworkParameters
        title={t`Network`}
        action={
          <MoreLink to={{ screen: 'networks' }}>
            <Trans>Networks</Trans>
          </MoreLink>
        }
      />
      <StorageUse />
      <PublicIpfs />
      <Doctor />
      <Appearance />
      <About />
      <Reset />
    </>
  )
}
