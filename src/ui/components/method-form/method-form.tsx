import { t } from '@lingui/core/macro'
import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { parseAmount } from '#chain/amount.ts'
import { fieldMessage } from '../../format/field-message.ts'
import { CoinInput } from '../coin-input.tsx'
import { type ArgumentDraft, argumentsOf, EMPTY_ARGUMENT } from './argument-draft.ts'
import { ArgumentField } from './argument-field.tsx'
import { parameterView } from './parameter.ts'

/** A method as a contract describes it. */
export interface FormMethod {
  readonly name: string
  readonly parameters: readonly string[]
  readonly view: boolean
  readonly payable: boolean
}

interface MethodFormProps {
  readonly method: FormMethod
  /** The label of the button; with the method's name it is the form's name: `Call transfer`. */
  readonly action: string
  readonly running: boolean
  /** Why it cannot be sent now; the fields stay enabled. */
  readonly disabled?: boolean
  onSubmit(args: unknown[], amount: bigint | undefined): void
}

/**
 * A form generated from a method: a field for each parameter, and one for coins if it is payable. It returns
 * the values in the form of a call and does not send them. Another method needs another `key`.
 */
export function MethodForm({ method, action, running, disabled = false, onSubmit }: MethodFormProps) {
  const parameters = method.parameters.map(parameterView)
  const [drafts, setDrafts] = useState<readonly ArgumentDraft[]>(() => parameters.map(() => EMPTY_ARGUMENT))
  const { name } = method
  const [coins, setCoins] = useState('')

  const args = argumentsOf(parameters, drafts)
  const amount = coins.trim() === '' ? undefined : parseAmount(coins, 'coins')
  const isReady = args.ok && amount?.ok !== false
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A form within another one's dialog must not send that one as well.
    event.stopPropagation()
    if (args.ok && amount?.ok !== false && !running && !disabled) onSubmit(args.value, amount?.value)
  }

  return (
    <form onSubmit={submit} noValidate aria-label={t`${action} ${name}`}>
      <Stack gap="sm">
        {parameters.map((parameter, place) => (
          <ArgumentField
            // biome-ignore lint/suspicious/noArrayIndexKey: a parameter is its place, and names may repeat
            key={place}
            parameter={parameter}
            draft={drafts[place] ?? EMPTY_ARGUMENT}
            error={args.ok ? undefined : args.error.get(place)}
            onChange={draft => setDrafts(old => old.map((each, at) => (at === place ? draft : each)))}
          />
        ))}
        {method.payable && (
          <CoinInput
            label={t`Coins to send`}
            placeholder="0.0"
            value={coins}
            onChange={setCoins}
            error={amount?.ok === false && fieldMessage(amount.error.message)}
          />
        )}
        <Button
          type="submit"
          variant={method.view ? 'light' : 'filled'}
          loading={running}
          disabled={!isReady || disabled}
          style={{ justifySelf: 'start', alignSelf: 'flex-start' }}
        >
          {action}
        </Button>
      </Stack>
    </form>
  )
}
