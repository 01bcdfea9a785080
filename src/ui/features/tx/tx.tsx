import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconReceiptOff } from '@tabler/icons-react'
import { knownTx, undoTime } from '#storage/live-queries.ts'
import { confirmedTx, unconfirmedTx } from '#views/tx.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'
import { Prove } from '../proof/prove.tsx'
import { StepThrough } from '../trace/step-through.tsx'
import { ReceiptPanel } from './receipt-panel.tsx'
import { TxDetails } from './tx-details.tsx'

/** Kinds that run a contract's code. */
const RUNS_CODE: readonly string[] = ['deploy', 'invoke']

/** One transaction: live while this node stores it, otherwise read once from the mempool. */
export function Tx({ id }: { readonly id: string }) {
  const { api } = useNode()
  const live = useLive(db => knownTx(db, id), id)
  const finalHeight = useSummaryRow('chain')?.finalHeight ?? 0
  const rows = shownValue(live)
  const blockId = rows?.confirmed?.blockId ?? ''
  const undoMs = shownValue(useLive(db => undoTime(db, blockId), blockId))
  // Somebody else's waiting transaction is in no table.
  const answer = useAnswer(() => api.tx({ id }), `${id} ${live.status}`)

  const tx = rows?.confirmed
    ? confirmedTx(rows.confirmed, finalHeight)
    : rows?.own
      ? unconfirmedTx(rows.own)
      : answer.status === 'ready'
        ? answer.value
        : undefined

  return (
    <>
      <ScreenTitle title={t`Transaction`} />
      {tx ? (
        <>
          <TxDetails tx={tx} undoMs={undoMs} />
          {tx.receipt && (
            <ReceiptPanel
              receipt={tx.receipt}
              to={tx.to}
              action={RUNS_CODE.includes(tx.kind) && <StepThrough key={id} request={{ txId: id }} />}
            />
          )}
          {tx.receipt && <Prove key={id} of={id} kind="transaction" />}
        </>
      ) : live.status === 'loading' || answer.status === 'loading' ? (
        <Skeleton height={420} radius="lg" />
      ) : (
        <EmptyNote
          icon={<IconReceiptOff size={36} stroke={1.4} />}
          title={t`This transaction is not known here`}
          action={
            <Button component="a" href={hrefOf({ screen: 'blocks' })} variant="light">
              <Trans>Search the chain</Trans>
            </Button>
          }
        >
          <Trans>It may not have reached this tab yet, or it belongs to another network.</Trans>
        </EmptyNote>
      )}
    </>
  )
}
