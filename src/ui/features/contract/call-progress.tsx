import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Anchor } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconHourglass } from '@tabler/icons-react'
import type { TxResult } from '#api/results.ts'
import { knownTx } from '#storage/live-queries.ts'
import { confirmedTx, unconfirmedTx } from '#views/tx.ts'
import { CodeMessage } from '../../components/code-message.tsx'
import { TxStatus } from '../../components/tx-status.tsx'
import { failureWords } from '../../format/failure-words.ts'
import { countText } from '../../format/quantity-text.ts'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { hrefOf } from '../../router.ts'

/** The progress of a call that was sent: pending, in a block, failed or dropped. */
export function CallProgress({ txId, address }: { readonly txId: string; readonly address: string }) {
  const rows = shownValue(useLive(db => knownTx(db, txId), txId))
  const finalHeight = useSummaryRow('chain')?.finalHeight ?? 0
  const tx = rows?.confirmed ? confirmedTx(rows.confirmed, finalHeight) : rows?.own && unconfirmedTx(rows.own)
  const look = lookOf(tx?.status)

  return (
    <Alert {...look} variant="light" role="status" title={look.title}>
      {tx && (
        <>
          <Sentence tx={tx} address={address} /> <TxStatus status={tx.status} />{' '}
        </>
      )}
      <Anchor inherit href={hrefOf({ screen: 'tx', id: txId })}>
        {t`See the transaction`}
      </Anchor>
    </Alert>
  )
}

function lookOf(status: TxResult['status'] | undefined) {
  switch (status) {
    case 'failed':
      return { title: t`The call failed`, color: 'clay', icon: <IconAlertTriangle /> }
    case 'dropped':
      return { title: t`The call was dropped`, color: 'clay', icon: <IconAlertTriangle /> }
    case 'confirmed':
    case 'final':
      return { title: t`Done`, color: 'spruce', icon: <IconCheck /> }
    default:
      return { title: t`Sent`, color: 'amber', icon: <IconHourglass /> }
  }
}

function Sentence({ tx, address }: { readonly tx: TxResult; readonly address: string }) {
  const block = tx.blockHeight === undefined ? undefined : countText(tx.blockHeight)
  const { reason } = tx
  switch (tx.status) {
    case 'pending':
      return <>{t`It waits for the next block.`}</>
    case 'dropped':
      return (
        <>{reason === undefined ? t`It was discarded. Nothing was paid.` : t`${reason}. Nothing was paid.`}</>
      )
    case 'failed': {
      const why = (
        <CodeMessage message={tx.receipt?.message || failureWords(reason ?? '')} contract={address} />
      )
      return block === undefined ? (
        <Trans>{why}. It changed nothing except for its fee.</Trans>
      ) : (
        <Trans>
          {why}. The call is in block #{block}; it changed nothing except for its fee.
        </Trans>
      )
    }
    default:
      return <>{block === undefined ? t`It took effect.` : t`It took effect in block #${block}.`}</>
  }
}
