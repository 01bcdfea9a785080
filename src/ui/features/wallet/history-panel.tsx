import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconReceipt2 } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { History } from '../../components/history.tsx'
import { OwnAddressSelect } from '../../components/own-address-select.tsx'
import { Panel } from '../../components/panel.tsx'
import { hrefOf } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'

/** Transactions of all own addresses or of one, newest first. */
export function HistoryPanel() {
  const { rows, own } = useWallet()
  const [chosen, setChosen] = useState('')

  const filter = (
    <OwnAddressSelect
      aria-label={t`Address`}
      size="sm"
      value={chosen}
      onChange={setChosen}
      all={t`All addresses`}
      details={() => undefined}
    />
  )

  return (
    <Panel title={t`History`} action={filter} flush>
      <History
        label={t`History`}
        addresses={chosen ? [chosen] : rows.map(row => row.address)}
        perspective={chosen ? new Set([chosen]) : own}
        empty={
          <EmptyNote
            icon={<IconReceipt2 size={32} stroke={1.4} />}
            title={t`No transactions yet`}
            action={
              <Button component="a" href={hrefOf({ screen: 'wallet', panel: 'receive' })} variant="light">
                <Trans>Show my address</Trans>
              </Button>
            }
          >
            <Trans>
              What you send and receive is listed here. Rewards for blocks are part of the balance.
            </Trans>
          </EmptyNote>
        }
      />
    </Panel>
  )
}
