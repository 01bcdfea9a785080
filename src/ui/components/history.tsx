import { type ReactNode, useState } from 'react'
import { useHistory } from '../hooks/use-history.ts'
import { HISTORY_MAX, HISTORY_STEP } from '../limits.ts'
import { ListSkeleton } from './list-skeleton.tsx'
import { Show } from './show.tsx'
import { ShowMore } from './show-more.tsx'
import { TxList } from './tx-list.tsx'

interface HistoryProps {
  readonly label: string
  readonly addresses: readonly string[]
  /** The addresses from whose point of view amounts are signed. */
  readonly perspective: ReadonlySet<string>
  /** Shown while there are no transactions. */
  readonly empty: ReactNode
}

/** Transactions that name one of these addresses, newest first; each click shows more. */
export function History({ label, addresses, perspective, empty }: HistoryProps) {
  const [limit, setLimit] = useState(HISTORY_STEP)
  const history = useHistory(addresses, limit)
  return (
    <Show live={history} loading={<ListSkeleton rows={4} />} empty={empty}>
      {txs => (
        <>
          <TxList label={label} txs={txs} perspective={perspective} />
          {txs.length >= limit && limit < HISTORY_MAX && (
            <ShowMore onClick={() => setLimit(limit + HISTORY_STEP)} />
          )}
        </>
      )}
    </Show>
  )
}
