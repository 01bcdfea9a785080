import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { Party } from '../../components/party.tsx'
import { SentNote } from '../../components/sent-note.tsx'
import { Figure } from '../../features/mining/figure.tsx'
import { FinalFigure } from '../../features/mining/final-figure.tsx'
import { NoMajority } from '../../features/mining/no-majority.tsx'
import { ProduceOnce } from '../../features/mining/produce-once.tsx'
import { ProducingChoices } from '../../features/mining/producing-choices.tsx'
import { ProducingNow } from '../../features/mining/producing-now.tsx'
import { parametersOf } from '../../format/parameters-of.ts'
import { countText } from '../../format/quantity-text.ts'
import { exactDuration } from '../../format/relative-time.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { useWallet } from '../../wallet-context.tsx'
import type { PanelProps } from '../engine-parts.ts'
import { AddAuthority } from './add-authority.tsx'
import { AdminPanel } from './admin-panel.tsx'
import { AuthorityList } from './authority-list.tsx'
import { HandOver } from './hand-over.tsx'
import { RemoveAuthority } from './remove-authority.tsx'

type Dialog = { readonly type: 'remove'; readonly address: string } | { readonly type: 'handOver' }

/** Proof of authority: the next turn and the authorities, which the admin can change here. */
export function PoaPanel({ row, facts }: PanelProps<'poa'>) {
  const { own } = useWallet()
  const [dialog, setDialog] = useState<Dialog>()
  const [sentId, setSentId] = useState<string>()
  const { admin, authorities } = facts
  const isAdmin = own.has(admin)
  const lacks = authorities.some(address => own.has(address))
    ? undefined
    : t`None of your addresses is an authority, so this tab only checks the blocks of others.`
  const sent = (txId: string) => {
    setDialog(undefined)
    setSentId(txId)
  }
  const close = () => setDialog(undefined)

  return (
    <>
      <NoMajority waiting={facts.waiting} />
      <ProducingNow row={row} lacks={lacks}>
        <Turn next={facts.next} />
        <FinalFigure waiting={facts.waiting} />
      </ProducingNow>
      <AuthorityList
        facts={facts}
        onRemove={isAdmin ? address => setDialog({ type: 'remove', address }) : undefined}
      />
      {sentId && <SentNote txId={sentId} what={t`change`} onClose={() => setSentId(undefined)} />}
      {isAdmin && <AddAuthority admin={admin} authorities={authorities} onSent={sent} />}
      <AdminPanel admin={admin} onHandOver={() => setDialog({ type: 'handOver' })} />
      <ProducingChoices row={row} />
      <ProduceOnce row={row} />
      {dialog?.type === 'remove' && (
        <RemoveAuthority admin={admin} address={dialog.address} onSent={sent} onClose={close} />
      )}
      {dialog?.type === 'handOver' && <HandOver admin={admin} onSent={sent} onClose={close} />}
    </>
  )
}

function Turn({ next }: { readonly next: string }) {
  const { genesis } = useNode()
  const { own } = useWallet()
  const height = useSummaryRow('chain')?.height ?? 0
  const { timeoutMs } = parametersOf(genesis, 'poa')
  return (
    <Figure
      name={t`Block #${{ height: countText(height + 1) }}`}
      value={own.has(next) ? t`Your turn` : <Party address={next} />}
      long={!own.has(next)}
    >
      {t`whoever stays silent for ${{ time: exactDuration(timeoutMs) }} is passed over`}
    </Figure>
  )
}
