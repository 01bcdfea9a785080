import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Anchor, TextInput } from '@mantine/core'
import { MAX_MEMO_BYTES } from '#chain/limits.ts'
import { AddressInput } from '../../components/address-input.tsx'
import { Amount } from '../../components/amount.tsx'
import { CoinInput } from '../../components/coin-input.tsx'
import { utf8Length } from '../../format/memo-problem.ts'
import { allBesidesFee } from '../../format/typed-coins.ts'
import type { SendDraft } from './send-check.ts'

interface SendFieldsProps {
  readonly draft: SendDraft
  readonly errors: Partial<Record<keyof SendDraft, string>>
  readonly spendable: bigint
  onChange(change: Partial<SendDraft>): void
}

/** The four inputs of a payment. They only limit the number of characters; `send-check.ts` validates them. */
export function SendFields({ draft, errors, spendable, onChange }: SendFieldsProps) {
  const all = allBesidesFee(spendable, draft.fee)

  return (
    <>
      <AddressInput label={t`To`} value={draft.to} onChange={to => onChange({ to })} error={errors.to} />
      <CoinInput
        label={t`Amount`}
        placeholder="0.0"
        value={draft.amount}
        onChange={amount => onChange({ amount })}
        error={errors.amount}
        description={
          <>
            <Trans>
              <Amount amount={spendable} /> can be spent
            </Trans>
            {all !== undefined && (
              <>
                {' · '}
                <Anchor
                  component="button"
                  type="button"
                  fz="inherit"
                  onClick={() => onChange({ amount: all })}
                >
                  <Trans>Send all</Trans>
                </Anchor>
              </>
            )}
          </>
        }
      />
      <CoinInput
        label={t`Fee`}
        value={draft.fee}
        onChange={fee => onChange({ fee })}
        error={errors.fee}
        description={t`Payments with a higher fee get into a block first`}
      />
      <TextInput
        label={t`Memo`}
        placeholder={t`What it is for; anyone can read it`}
        value={draft.memo}
        onChange={event => onChange({ memo: event.currentTarget.value })}
        error={errors.memo}
        autoComplete="off"
        maxLength={2 * MAX_MEMO_BYTES}
        description={t`${{ bytes: utf8Length(draft.memo) }} of ${{ most: MAX_MEMO_BYTES }} bytes`}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
      />
    </>
  )
}
