import { Button } from '@mantine/core'
import { IconReceiptOff } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Show } from '../../components/show.tsx'
import { TxList } from '../../components/tx-list.tsx'
import { useHistory } from '../../hooks/use-history.ts'
import { HISTORY_MAX, HISTORY_STEP } from '../../limits.ts'
import classes from './contract-panels.module.css'

/** Every transaction that called the contract or made it tell something, newest first; failed ones with what the code said. */
export function CallsPanel({ address }: { readonly address: string }) {
  const [limit, setLimit] = useState(HISTORY_STEP)
  const history = useHistory([address], limit)
  return (
    <div className={classes.flush}>
      <Show
        live={history}
        loading={<ListSkeleton rows={5} />}
        empty={
          <EmptyNote icon={<IconReceiptOff size={32} stroke={1.4} />} title="No calls here">
            A tab that came late fills in the history bit by bit.
          </EmptyNote>
        }
      >
        {txs => (
          <>
            <TxList label="Calls" txs={txs} perspective={new Set([address])} />
            {txs.length >= limit && limit < HISTORY_MAX && (
              <Button variant="subtle" fullWidth onClick={() => setLimit(limit + HISTORY_STEP)}>
                Show more
              </Button>
            )}
          </>
        )}
      </Show>
    </div>
  )
}
