import { Anchor, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MAX_MEMO_BYTES } from '../../../chain/limits.ts'
import { Amount } from '../../components/amount.tsx'
import { useNode } from '../../node-context.tsx'
import { allBesidesFee, type SendDraft, utf8Length } from './send-check.ts'

interface SendFieldsProps {
  readonly draft: SendDraft
  readonly errors: Partial<Record<keyof SendDraft, string>>
  readonly spendable: bigint
  onChange(change: Partial<SendDraft>): void
}

/** The four inputs of a payment. Their bounds in characters only keep a pasted novel out; the checks are in `send-check.ts`. */
export function SendFields({ draft, errors, spendable, onChange }: SendFieldsProps) {
  const { genesis } = useNode()
  // Half an address is no mistake while it is being typed.
  const [addressDone, setAddressDone] = useState(draft.to !== '')
  const all = allBesidesFee(spendable, draft.fee)
  const coin = {
    inputMode: 'decimal',
    autoComplete: 'off',
    maxLength: 40,
    rightSection: (
      <Text size="sm" c="dimmed">
        {genesis.symbol}
      </Text>
    ),
    rightSectionWidth: 24 + 10 * genesis.symbol.length,
    inputWrapperOrder: ['label', 'input', 'error', 'description'],
  } as const

  return (
    <>
      <TextInput
        label="To"
        placeholder="tab1…"
        value={draft.to}
        onChange={event => onChange({ to: event.currentTarget.value })}
        onBlur={() => setAddressDone(draft.to !== '')}
        onPaste={() => setAddressDone(true)}
        error={addressDone && errors.to}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.875rem' } }}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
      />
      <TextInput
        {...coin}
        inputWrapperOrder={[...coin.inputWrapperOrder]}
        label="Amount"
        placeholder="0.0"
        value={draft.amount}
        onChange={event => onChange({ amount: event.currentTarget.value })}
        error={errors.amount}
        description={
          <>
            <Amount amount={spendable} /> can be spent
            {all !== undefined && (
              <>
                {' · '}
                <Anchor
                  component="button"
                  type="button"
                  fz="inherit"
                  onClick={() => onChange({ amount: all })}
                >
                  Send all
                </Anchor>
              </>
            )}
          </>
        }
      />
      <TextInput
        {...coin}
        inputWrapperOrder={[...coin.inputWrapperOrder]}
        label="Fee"
        value={draft.fee}
        onChange={event => onChange({ fee: event.currentTarget.value })}
        error={errors.fee}
        description="A higher fee goes into a block first"
      />
      <TextInput
        label="Memo"
        placeholder="What it is for; anyone can read it"
        value={draft.memo}
        onChange={event => onChange({ memo: event.currentTarget.value })}
        error={errors.memo}
        autoComplete="off"
        maxLength={2 * MAX_MEMO_BYTES}
        description={`${utf8Length(draft.memo)} of ${MAX_MEMO_BYTES} bytes`}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
      />
    </>
  )
}
