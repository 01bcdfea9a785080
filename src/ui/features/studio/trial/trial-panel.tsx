import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { ContractMethodResult } from '#api/contract-results.ts'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { MethodForm } from '../../../components/method-form/method-form.tsx'
import { OfferedPeopleProvider } from '../../../components/method-form/offered-people.tsx'
import { TRIAL_CALLS_MAX } from '../../../limits.ts'
import { initOf } from '../init-method.ts'
import { AddCall } from './add-call.tsx'
import { CallerSelect } from './caller-select.tsx'
import type { Person } from './people.ts'
import { PretendPeople } from './pretend-people.tsx'
import classes from './trial.module.css'
import { TrialState } from './trial-state.tsx'
import { TrialStep } from './trial-step.tsx'
import type { Trial, TrialOutcome } from './use-trial.ts'

interface TrialPanelProps {
  readonly trial: Trial
  readonly abi: readonly ContractMethodResult[]
  readonly people: readonly Person[]
  onGoTo(line: number): void
}

/**
 * A trial of the contract on a copy of the chain: a deployment, calls by several people, and their results.
 */
export function TrialPanel({ trial, abi, people, onGoTo }: TrialPanelProps) {
  const { plan, outcome, failure } = trial
  const [isChanging, setChanging] = useState(false)
  const [deployer, setDeployer] = useState<string>()
  const from = deployer ?? plan.deployment.from
  const isDeployed = outcome?.result.deployment?.ok === true
  const init = initOf(abi)
  // The form of `init` steps aside once it has worked; it keeps what was typed.
  const isFormOpen = isChanging || !isDeployed

  return (
    <OfferedPeopleProvider value={people}>
      <div className={classes.trial}>
        <Text size="sm" c="dimmed">
          <Trans>
            Nothing is sent. The contract is deployed and called on a copy of the chain as it is now; a caller
            that sends coins gets them for the trial.
          </Trans>
        </Text>
        <PretendPeople people={people} />
        {outcome && (
          <Steps
            trial={trial}
            outcome={outcome}
            people={people}
            onGoTo={onGoTo}
            onChange={() => setChanging(true)}
          />
        )}
        <div hidden={!isFormOpen} className={classes.form}>
          <Text fw={620}>{outcome ? t`Deploy it with` : t`First it is deployed`}</Text>
          <CallerSelect label={t`Deployer`} people={people} value={from} onChange={setDeployer} />
          <MethodForm
            key={init.parameters.join()}
            method={init}
            action={t`Try`}
            running={trial.isRunning}
            onSubmit={(args, amount) => {
              setChanging(false)
              trial.change({ type: 'deploy', call: { from, args, amount } })
            }}
          />
        </div>
        {failure && <FailureAlert title={t`It could not be tried`} failure={failure} />}
        {isDeployed && (
          <>
            <AddCall
              abi={abi}
              people={people}
              isRunning={trial.isRunning}
              isFull={plan.calls.length >= TRIAL_CALLS_MAX}
              onAdd={(method, call) => trial.change({ type: 'add', method, call })}
            />
            <TrialState result={outcome.result} people={people} />
          </>
        )}
      </div>
    </OfferedPeopleProvider>
  )
}

interface StepsProps {
  readonly trial: Trial
  readonly outcome: TrialOutcome
  readonly people: readonly Person[]
  onGoTo(line: number): void
  onChange(): void
}

function Steps({ trial, outcome, people, onGoTo, onChange }: StepsProps) {
  const { plan, rehearsal, result, isOld } = outcome
  const upTo = (count: number) => ({ rehearsal: { ...rehearsal, steps: rehearsal.steps.slice(0, count) } })
  const contracts = new Set([result.address])
  return (
    <div aria-busy={trial.isRunning}>
      <ol className={classes.steps} aria-label={t`Steps`}>
        {result.deployment && (
          <TrialStep
            method="init"
            call={plan.deployment}
            result={result.deployment}
            trace={upTo(0)}
            {...{ people, contracts, onGoTo }}
            onChange={onChange}
          />
        )}
        {plan.calls.map(({ id, method, ...call }, place) => (
          <TrialStep
            key={id}
            method={method}
            call={call}
            result={result.steps[place]}
            trace={upTo(place + 1)}
            {...{ people, contracts, onGoTo }}
            onRemove={() => trial.change({ type: 'remove', id })}
          />
        ))}
      </ol>
      <Group gap="sm" mt="sm">
        <Button
          size="sm"
          variant="light"
          loading={trial.isRunning}
          leftSection={isOld ? <IconPlayerPlay size={16} /> : <IconRefresh size={16} />}
          onClick={trial.run}
        >
          {t`Run again`}
        </Button>
        {plan.calls.length > 0 && (
          <Button size="sm" variant="subtle" color="gray" onClick={() => trial.change({ type: 'clear' })}>
            {t`Remove all calls`}
          </Button>
        )}
      </Group>
      {isOld && (
        <Alert color="amber" variant="light" mt="sm" role="status">
          {t`The source has changed since. Run it again to see what it does now.`}
        </Alert>
      )}
    </div>
  )
}
