import { t } from '@lingui/core/macro'
import { IconArrowUpRight, IconQrcode } from '@tabler/icons-react'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { TabLinks } from '../../components/tab-links.tsx'
import { Addresses } from './addresses.tsx'
import { BackupPhrase } from './backup-phrase.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { Receive } from './receive.tsx'
import { SendForm } from './send-form.tsx'
import classes from './wallet.module.css'

interface WalletProps {
  readonly panel: 'send' | 'receive'
  /** The recipient to fill in. */
  readonly to: string | undefined
}

/** The screen of the wallet: own addresses, sending, receiving, and the history. */
export function Wallet({ panel, to }: WalletProps) {
  return (
    <>
      <ScreenTitle title={t`Wallet`} />
      <div className={classes.columns}>
        <TabLinks
          label={t`Pay and be paid`}
          tabs={[
            {
              name: t`Send`,
              route: { screen: 'wallet', panel: 'send' },
              icon: <IconArrowUpRight size={18} aria-hidden="true" />,
              current: panel === 'send',
            },
            {
              name: t`Receive`,
              route: { screen: 'wallet', panel: 'receive' },
              icon: <IconQrcode size={18} aria-hidden="true" />,
              current: panel === 'receive',
            },
          ]}
        >
          {panel === 'send' ? <SendForm key={to} to={to} /> : <Receive />}
        </TabLinks>
        <div className={classes.side}>
          <Addresses />
          <BackupPhrase />
        </div>
      </div>
      <HistoryPanel />
    </>
  )
}
