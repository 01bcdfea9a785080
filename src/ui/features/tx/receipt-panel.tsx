import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { ReceiptResult } from '#api/results.ts'
import { decodeValue } from '#contracts/decode-value.ts'
import { hexToBytes } from '#lib/bytes.ts'
import { Amount } from '../../components/amount.tsx'
import { CodeMessage } from '../../components/code-message.tsx'
import { ContractValue } from '../../components/contract-value/contract-value.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { ChangeLines, EventLines } from '../../components/receipt-lines.tsx'
import { failureWords } from '../../format/failure-words.ts'
import { countText } from '../../format/quantity-text.ts'
import classes from './receipt-panel.module.css'

/** The receipt of a transaction to `to`: its status, cost, events and changes. */
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
  const returned = receipt.result === null ? undefined : decodeValue(hexToBytes(receipt.result))
  return (
    <Panel title={t`Receipt`} action={action}>
      <Facts>
        <Fact name={t`Result`}>
          {receipt.status === 'applied' ? (
            t`Applied`
          ) : (
            <span className={classes.failed}>{t`Failed: ${{ reason: failureWords(receipt.code) }}`}</span>
          )}
        </Fact>
        {receipt.message && (
          <Fact name={t`Message`} long>
            <CodeMessage message={receipt.message} contract={to} />
          </Fact>
        )}
        {returned?.ok && returned.value !== null && (
          <Fact name={t`Returned`} long>
            <ContractValue value={returned.value} />
          </Fact>
        )}
        <Fact name={t`Fee paid`}>
          <Amount amount={receipt.fee} />
        </Fact>
        <Fact name={t`Gas`}>{countText(Number(receipt.gas))}</Fact>
        {receipt.events.length > 0 && (
          <Fact name={t`Events`} long>
            <EventLines events={receipt.events} />
          </Fact>
        )}
        <Fact name={t`Changed`} long>
          <ChangeLines changes={receipt.changes} to={to} />
        </Fact>
      </Facts>
    </Panel>
  )
}
