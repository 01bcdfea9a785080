import { t } from '@lingui/core/macro'
import { Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { SUGGESTED_FEE } from '#api/suggested-fee.ts'
import { formatAmount } from '#chain/amount.ts'
import { OwnAddressSelect } from '../../components/own-address-select.tsx'
import { ReviewButton } from '../../components/review-button.tsx'
import { SentNote } from '../../components/sent-note.tsx'
import { spendableOf } from '../../format/spendable-of.ts'
import { useOwnAddress } from '../../hooks/use-own-address.ts'
import { useNode } from '../../node-context.tsx'
import { ConfirmPayment } from './confirm-payment.tsx'
import { checkSend, type Payment, type SendDraft } from './send-check.ts'
import { SendFields } from './send-fields.tsx'

const EMPTY: SendDraft = { to: '', amount: '', fee: formatAmount(SUGGESTED_FEE), memo: '' }

/**
 * The form of a payment. Each field shows its error at once, the button shows why it is disabled, and nothing
 * is sent without confirmation.
 */
export function SendForm({ to }: { readonly to: string | undefined }) {
  const { genesis } = useNode()
  const [draft, setDraft] = useState<SendDraft>({ ...EMPTY, to: to ?? '' })
  const [from, choose] = useOwnAddress()
  const [asked, setAsked] = useState<Payment>()
  const [sentId, setSentId] = useState<string>()

  const payer = from && { address: from.address, spendable: spendableOf(from) }
  const check = checkSend(draft, payer, genesis.symbol)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (check.status === 'ready') setAsked(check.payment)
  }
  const sent = (txId: string) => {
    setAsked(undefined)
    setSentId(txId)
    setDraft(EMPTY)
  }

  return (
    <form onSubmit={submit} noValidate aria-label={t`Send a payment`}>
      <Stack gap="md">
        <OwnAddressSelect label={t`From`} value={from?.address} onChange={choose} />
        <SendFields
          key={sentId}
          draft={draft}
          errors={check.status === 'blocked' ? check.errors : {}}
          spendable={payer?.spendable ?? 0n}
          onChange={change => setDraft(old => ({ ...old, ...change }))}
        />
        <ReviewButton
          label={t`Review payment`}
          blocked={check.status === 'blocked' ? check.reason : undefined}
        />
        {sentId && <SentNote txId={sentId} what={t`payment`} onClose={() => setSentId(undefined)} />}
      </Stack>
      {asked && <ConfirmPayment payment={asked} onSent={sent} onCancel={() => setAsked(undefined)} />}
    </form>
  )
}
