import { plural, t } from '@lingui/core/macro'
import { NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import type { ContractMethodResult } from '#api/contract-results.ts'
import { MethodForm } from '../../../components/method-form/method-form.tsx'
import { TRIAL_CALLS_MAX } from '../../../limits.ts'
import { CallerSelect } from './caller-select.tsx'
import type { Person } from './people.ts'
import classes from './trial.module.css'
import type { PlannedCall } from './trial-plan.ts'

interface AddCallProps {
  readonly abi: readonly ContractMethodResult[]
  readonly people: readonly Person[]
  readonly isRunning: boolean
  readonly isFull: boolean
  onAdd(method: string, call: PlannedCall): void
}

/** A form for the next call of a trial. It keeps its content, because the next call is often similar. */
export function AddCall({ abi, people, isRunning, isFull, onAdd }: AddCallProps) {
  const methods = abi.filter(({ name }) => name !== 'init')
  const [caller, setCaller] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const method = methods.find(({ name }) => name === chosen) ?? methods[0]
  const from = people.find(({ address }) => address === caller)?.address ?? people[0]?.address ?? ''

  if (!method) return <Text c="dimmed">{t`The contract has no method that could be called.`}</Text>
  return (
    <section className={classes.form} aria-label={t`Add a call`}>
      <Text fw={620}>{t`Then it is called`}</Text>
      <div className={classes.pair}>
        <CallerSelect label={t`Caller`} people={people} value={from} onChange={setCaller} />
        <NativeSelect
          label={t`Method`}
          value={method.name}
          onChange={event => setChosen(event.currentTarget.value)}
          data={methods.map(({ name, view }) => ({ value: name, label: view ? t`${name} (reads)` : name }))}
        />
      </div>
      <MethodForm
        key={`${method.name}(${method.parameters.join()})`}
        method={method}
        action={t`Try`}
        running={isRunning}
        disabled={isFull}
        onSubmit={(args, amount) => onAdd(method.name, { from, args, amount })}
      />
      {isFull && (
        <Text size="sm" c="dimmed">
          {plural(TRIAL_CALLS_MAX, {
            one: 'A trial has at most # call; remove it.',
            other: 'A trial has at most # calls; remove some.',
          })}
        </Text>
      )}
    </section>
  )
}
