import type { ReactNode } from 'react'
import type { ReceiptResult } from '../../../api/results.ts'
import { Amount } from '../../components/amount.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { type ChangeView, changeView, contractsIn } from '../../format/change-view.ts'
import { failureWords } from '../../format/failure-words.ts'
import { countText } from '../../format/quantity-text.ts'
import { eventView } from '../../format/receipt-event.ts'
import { RECEIPT_LINES_SHOWN } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import classes from './receipt-panel.module.css'

/** What a block made of a transaction to `to`: whether it was applied, what it cost, what happened and what it changed. */
export function ReceiptPanel({
  receipt,
  to,
  action,
}: {
  readonly receipt: ReceiptResult
  readonly to?: string | undefined
  /** Beside its title. */
  readonly action?: ReactNode
}) {
  const { genesis } = useNode()
  const events = receipt.events.slice(0, RECEIPT_LINES_SHOWN).map(event => eventView(event, genesis.symbol))
  const changes = receipt.changes.slice(0, RECEIPT_LINES_SHOWN)
  const contracts = new Set([...contractsIn(changes), ...(to === undefined ? [] : [to])])
  return (
    <Panel title="Receipt" action={action}>
      <Facts>
        <Fact name="Result">
          {receipt.status === 'applied' ? (
            'Applied'
          ) : (
            <span className={classes.failed}>Failed: {failureWords(receipt.code)}</span>
          )}
        </Fact>
        {receipt.message && (
          <Fact name="What it said" long>
            {receipt.message}
          </Fact>
        )}
        <Fact name="Fee paid">
          <Amount amount={receipt.fee} />
        </Fact>
        <Fact name="Gas">{countText(Number(receipt.gas))}</Fact>
        {events.length > 0 && (
          <Fact name="What happened" long>
            <ul className={classes.lines}>
              {events.map(({ about, text }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a receipt never changes, and events may repeat
                <li key={place}>
                  {about && <Party address={about} link />} {text}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name="Changed" long>
          <ul className={classes.lines}>
            {changes.map(change => (
              <li key={change.key}>
                <Change view={changeView(change, contracts)} />
              </li>
            ))}
            {receipt.changes.length > changes.length && (
              <li>and {countText(receipt.changes.length - changes.length)} more entries</li>
            )}
          </ul>
        </Fact>
      </Facts>
    </Panel>
  )
}

function Change({ view }: { readonly view: ChangeView }) {
  if (view.type === 'account')
    return (
      <>
        <Party address={view.address} link />: balance <Amount amount={view.balance} />, nonce{' '}
        {countText(view.nonce)}
      </>
    )
  return (
    <>
      {view.what}
      {view.address && (
        <>
          {' of '}
          <Party address={view.address} link />
        </>
      )}
      {view.gone && ' (gone)'}
    </>
  )
}
