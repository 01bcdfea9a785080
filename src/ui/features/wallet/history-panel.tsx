import { Button } from '@mantine/core'
import { IconReceipt2 } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { OwnAddressSelect } from '../../components/own-address-select.tsx'
import { Panel } from '../../components/panel.tsx'
import { Show } from '../../components/show.tsx'
import { TxList } from '../../components/tx-list.tsx'
import { useHistory } from '../../hooks/use-history.ts'
import { HISTORY_MAX, HISTORY_STEP } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'

/** Transactions of all own addresses or of one, newest first. */
export function HistoryPanel() {
  const { rows, own } = useWallet()
  const [chosen, setChosen] = useState('')
  const [limit, setLimit] = useState(HISTORY_STEP)
  const addresses = chosen ? [chosen] : rows.map(row => row.address)
  const history = useHistory(addresses, limit)

  const filter = (
    <OwnAddressSelect
      aria-label="Address"
      size="sm"
      value={chosen}
      onChange={setChosen}
      all="All addresses"
      details={() => undefined}
    />
  )

  return (
    <Panel title="History" action={filter} flush>
      <Show
        live={history}
        loading={<ListSkeleton rows={4} />}
        empty={
          <EmptyNote
            icon={<IconReceipt2 size={32} stroke={1.4} />}
            title="No transactions yet"
            action={
              <Button component="a" href={hrefOf({ screen: 'wallet', panel: 'receive' })} variant="light">
                Show my address
              </Button>
            }
          >
            What you send and receive is listed here. Rewards for blocks are part of the balance.
          </EmptyNote>
        }
      >
        {txs => (
          <>
            <TxList label="History" txs={txs} perspective={chosen ? new Set([chosen]) : own} />
            {txs.length >= limit && limit < HISTORY_MAX && (
              <Button variant="subtle" fullWidth onClick={() => setLimit(limit + HISTORY_STEP)}>
                Show more
              </Button>
            )}
          </>
        )}
      </Show>
    </Panel>
  )
}
