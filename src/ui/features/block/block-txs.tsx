import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconReceiptOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { BlockResult } from '#api/results.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Panel } from '../../components/panel.tsx'
import { ShowMore } from '../../components/show-more.tsx'
import { TxList } from '../../components/tx-list.tsx'
import { BLOCK_TXS_STEP } from '../../limits.ts'

/** The transactions of a block in order, by page. */
export function BlockTxs({ block }: { readonly block: BlockResult }) {
  const [shown, setShown] = useState(BLOCK_TXS_STEP)
  const { txs } = block
  return (
    <Panel
      title={plural(
        { transactions: txs.length },
        { 0: 'Transactions', one: '# transaction', other: '# transactions' },
      )}
      flush
    >
      {txs.length === 0 ? (
        <EmptyNote icon={<IconReceiptOff size={32} stroke={1.4} />} title={t`An empty block`}>
          <Trans>It carries no transaction, but makes everything below it harder to undo.</Trans>
        </EmptyNote>
      ) : (
        <TxList label={t`Transactions`} txs={txs.slice(0, shown)} />
      )}
      {txs.length > shown && <ShowMore onClick={() => setShown(shown + BLOCK_TXS_STEP)} />}
    </Panel>
  )
}
