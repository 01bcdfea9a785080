import { Anchor, Button, Skeleton, Text } from '@mantine/core'
import { IconReceiptOff } from '@tabler/icons-react'
import type { TxResult } from '../../../api/results.ts'
import { knownTx } from '../../../storage/live-queries.ts'
import { Amount } from '../../components/amount.tsx'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { TxStatus } from '../../components/tx-status.tsx'
import { countText, plural } from '../../format/quantity-text.ts'
import { absoluteTime } from '../../format/relative-time.ts'
import { txFromPending, txFromRow } from '../../format/tx-view.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'

/** One transaction: live while this node holds it, else as the mempool tells it once. */
export function Tx({ id }: { readonly id: string }) {
  const { api } = useNode()
  const live = useLive(db => knownTx(db, id), id)
  const finalHeight = useSummaryRow('chain')?.finalHeight ?? 0
  const rows = shownValue(live)
  // Somebody else's waiting payment is in no table.
  const answer = useAnswer(() => api.tx({ id }), `${id} ${live.status}`)

  const tx = rows?.confirmed
    ? txFromRow(rows.confirmed, finalHeight)
    : rows?.own
      ? txFromPending(rows.own)
      : answer.status === 'ready'
        ? answer.value
        : undefined

  return (
    <>
      <ScreenTitle title="Transaction" />
      {tx ? (
        <Details tx={tx} />
      ) : live.status === 'loading' || answer.status === 'loading' ? (
        <Skeleton height={420} radius="lg" />
      ) : (
        <EmptyNote
          icon={<IconReceiptOff size={36} stroke={1.4} />}
          title="This transaction is not known here"
          action={
            <Button component="a" href={hrefOf({ screen: 'blocks' })} variant="light">
              Search the chain
            </Button>
          }
        >
          It may not have reached this tab yet, or it belongs to another network.
        </EmptyNote>
      )}
    </>
  )
}

function Details({ tx }: { readonly tx: TxResult }) {
  const height = useSummaryRow('chain')?.height
  const confirmations =
    tx.blockHeight === undefined || height === undefined ? 0 : Math.max(0, height - tx.blockHeight) + 1
  return (
    <Panel title="Payment" action={<TxStatus status={tx.status} />}>
      <Text
        fz={30}
        fw={660}
        lh={1.3}
        mb="xs"
        c="var(--tab-strong)"
        style={{ letterSpacing: '-0.02em', overflowWrap: 'anywhere' }}
      >
        <Amount amount={tx.amount} />
      </Text>
      <Text size="sm" c="dimmed" mb="sm" role="status">
        {SENTENCES[tx.status](confirmations)}
      </Text>
      <Facts>
        <Fact name="From">
          <Party address={tx.from} link />
        </Fact>
        {tx.to && (
          <Fact name="To">
            <Party address={tx.to} link />
          </Fact>
        )}
        {tx.memo && <Fact name="Memo">{tx.memo}</Fact>}
        <Fact name="Fee">
          <Amount amount={tx.fee} />
        </Fact>
        <Fact name="Time">
          {absoluteTime(tx.timestamp)} (<TimeText at={tx.timestamp} />)
        </Fact>
        {tx.reason && <Fact name="Reason">{tx.reason}</Fact>}
        {tx.blockId && tx.blockHeight !== undefined && (
          <Fact name="Block">
            <Anchor href={hrefOf({ screen: 'block', at: tx.blockId })}>#{countText(tx.blockHeight)}</Anchor>
          </Fact>
        )}
        <Fact name="Nonce">{tx.nonce}</Fact>
        {tx.receipt && <Fact name="Receipt">{receiptWords(tx.receipt)}</Fact>}
        <Fact name="Transaction id" long>
          <HashText value={tx.id} what="transaction id" whole />
        </Fact>
      </Facts>
    </Panel>
  )
}

const SENTENCES: Record<TxResult['status'], (confirmations: number) => string> = {
  pending: () => 'It waits for a block. A higher fee goes first.',
  confirmed: count => `${plural(count, 'block')} deep. The deeper, the surer; soon it is final.`,
  final: count => `${plural(count, 'block')} deep: nothing undoes it any more.`,
  failed: () => 'It is in a block but changed nothing except for its fee.',
  dropped: () => 'It was given up and never paid. You can send it again.',
}

function receiptWords(receipt: { status: string; gas: bigint; code: string }): string {
  const gas = receipt.gas > 0n ? `, ${receipt.gas} gas` : ''
  return receipt.status === 'applied' ? `applied${gas}` : `failed: ${receipt.code}${gas}`
}
