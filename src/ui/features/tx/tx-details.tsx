import { plural, t } from '@lingui/core/macro'
import { Anchor, Text } from '@mantine/core'
import type { TxResult } from '#api/results.ts'
import { Amount } from '../../components/amount.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { TxStatus } from '../../components/tx-status.tsx'
import { TxWhat } from '../../components/tx-what.tsx'
import { kindWords } from '../../format/kind-words.ts'
import { countText } from '../../format/quantity-text.ts'
import { absoluteTime } from '../../format/relative-time.ts'
import { undoWords } from '../../format/undo-words.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { hrefOf } from '../../router.ts'
import { DetailFacts } from './detail-facts.tsx'

interface TxDetailsProps {
  readonly tx: TxResult
  /** The cost of undoing its block, with proof of work. */
  readonly undoMs: number | undefined
}

/** The content of a transaction of any kind, and its status. */
export function TxDetails({ tx, undoMs }: TxDetailsProps) {
  const height = useSummaryRow('chain')?.height
  const confirmations =
    tx.blockHeight === undefined || height === undefined ? 0 : Math.max(0, height - tx.blockHeight) + 1
  const { name, hasAmount } = kindWords(tx.kind)
  return (
    <Panel title={name} action={<TxStatus status={tx.status} />}>
      <Text
        fz={hasAmount ? 30 : 22}
        fw={660}
        lh={1.3}
        mb="xs"
        c="var(--tab-strong)"
        style={{ letterSpacing: '-0.02em', overflowWrap: 'anywhere' }}
      >
        {hasAmount ? <Amount amount={tx.amount} /> : <TxWhat tx={tx} />}
      </Text>
      <Text size="sm" c="dimmed" mb="sm" role="status">
        {tx.status === 'pending' && tx.reason ? HELD_BACK : SENTENCES[tx.status](confirmations, undoMs)}
      </Text>
      <Facts>
        {tx.reason && !tx.receipt && <Fact name={t`Reason`}>{tx.reason}</Fact>}
        <Fact name={t`From`}>
          <Party address={tx.from} link />
        </Fact>
        <DetailFacts tx={tx} />
        <Fact name={t`Fee offered`}>
          <Amount amount={tx.feeOffered} />
        </Fact>
        <Fact name={t`Time`}>
          {absoluteTime(tx.timestamp)} (<TimeText at={tx.timestamp} />)
        </Fact>
        {tx.blockId && tx.blockHeight !== undefined && (
          <Fact name={t`Block`}>
            <Anchor href={hrefOf({ screen: 'block', at: tx.blockId })}>#{countText(tx.blockHeight)}</Anchor>
          </Fact>
        )}
        <Fact name={t`Nonce`}>{tx.nonce}</Fact>
        <Fact name={t`Transaction id`} long>
          <HashText value={tx.id} what={t`transaction id`} whole />
        </Fact>
      </Facts>
    </Panel>
  )
}

const HELD_BACK = t`It cannot go into a block now. It waits and is sent again automatically.`

const SENTENCES: Record<TxResult['status'], (confirmations: number, undoMs?: number) => string> = {
  pending: () => t`It waits for a block. Transactions with a higher fee go first.`,
  confirmed: (count, undoMs) =>
    undoMs === undefined
      ? t`${plural(count, { one: '# block', other: '# blocks' })} deep. It becomes final once a majority of those who sign blocks agree on it.`
      : t`${plural(count, { one: '# block', other: '# blocks' })} deep. Undoing this would take ${{ work: undoWords(undoMs) }}.`,
  final: (count, undoMs) =>
    undoMs === undefined
      ? t`${plural(count, { one: '# block', other: '# blocks' })} deep: nothing can undo it any more.`
      : t`${plural(count, { one: '# block', other: '# blocks' })} deep: this tab will not undo it any more.`,
  failed: () => t`It is in a block but had no effect; only its fee was paid.`,
  dropped: () => t`It was discarded, and nothing was paid. You can send it again.`,
}
