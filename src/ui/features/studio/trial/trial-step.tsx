import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ActionIcon, Anchor } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClock, IconPencil, IconX } from '@tabler/icons-react'
import type { ContractTraceRequest } from '#api/calls/contracts.ts'
import type { ContractStepResult } from '#api/contract-results.ts'
import { Amount } from '../../../components/amount.tsx'
import { failureWords } from '../../../format/failure-words.ts'
import { countText } from '../../../format/quantity-text.ts'
import { TRIAL_LINES_SHOWN } from '../../../limits.ts'
import { StepThrough } from '../../trace/step-through.tsx'
import { withoutLine } from '../source-check.ts'
import { changesInWords } from './change-words.ts'
import { type Person, withNames } from './people.ts'
import classes from './trial.module.css'
import type { PlannedCall } from './trial-plan.ts'
import { argumentsText, valueText } from './value-text.ts'

interface TrialStepProps {
  readonly method: string
  readonly call: PlannedCall
  /** Undefined if the step has not run yet or the deployment before it failed. */
  readonly result: ContractStepResult | undefined
  /** The request of its trace. */
  readonly trace: ContractTraceRequest
  readonly people: readonly Person[]
  readonly contracts: ReadonlySet<string>
  onGoTo(line: number): void
  onRemove?(): void
  onChange?(): void
}

/** One step of a trial: the caller, the call and its result. */
export function TrialStep({ method, call, result, people, onRemove, onChange, ...rest }: TrialStepProps) {
  const named = (text: string) => withNames(text, people)
  const what = `${method}(${named(argumentsText(call.args))})`
  return (
    <li className={classes.step} data-failed={result?.ok === false}>
      <StepMark result={result} />
      <div className={classes.stepBody}>
        <div>
          <Sentence
            caller={named(call.from)}
            what={what}
            amount={call.amount}
            isDeployment={method === 'init'}
          />
        </div>
        {result ? (
          <StepOutcome result={result} named={named} {...rest} />
        ) : (
          <span className={classes.note}>{t`Not run: the deployment failed`}</span>
        )}
      </div>
      {onChange && (
        <ActionIcon size={44} aria-label={t`Change the deployment`} onClick={onChange}>
          <IconPencil size={17} />
        </ActionIcon>
      )}
      {onRemove && (
        <ActionIcon size={44} aria-label={t`Remove ${what}`} onClick={onRemove}>
          <IconX size={17} />
        </ActionIcon>
      )}
    </li>
  )
}

interface SentenceProps {
  readonly caller: string
  readonly what: string
  readonly amount: bigint | undefined
  readonly isDeployment: boolean
}

/** The caller and the call, with the coins that it sends. */
function Sentence({ caller, what, amount, isDeployment }: SentenceProps) {
  if (amount === undefined)
    return isDeployment ? (
      <Trans>
        <strong>{caller}</strong> deploys it: <code>{what}</code>
      </Trans>
    ) : (
      <>
        <strong>{caller}</strong> <code>{what}</code>
      </>
    )
  return isDeployment ? (
    <Trans>
      <strong>{caller}</strong> deploys it: <code>{what}</code> with <Amount amount={amount} />
    </Trans>
  ) : (
    <Trans>
      <strong>{caller}</strong> <code>{what}</code> with <Amount amount={amount} />
    </Trans>
  )
}

function StepMark({ result }: { readonly result: ContractStepResult | undefined }) {
  if (!result) return <IconClock size={19} className={classes.mark} aria-label={t`Not run`} role="img" />
  return result.ok ? (
    <IconCheck size={19} className={classes.mark} data-ok aria-label={t`Went well`} role="img" />
  ) : (
    <IconAlertTriangle size={19} className={classes.mark} data-failed aria-label={t`Failed`} role="img" />
  )
}

interface StepOutcomeProps extends Pick<TrialStepProps, 'contracts' | 'onGoTo' | 'trace'> {
  readonly result: ContractStepResult
  named(text: string): string
}

function StepOutcome({ result, named, contracts, trace, onGoTo }: StepOutcomeProps) {
  const { value, gas, events, error } = result
  const used = countText(Number(gas))
  const returned = named(valueText(value))
  const changes = changesInWords(result.changes, contracts)
  return (
    <>
      {error && <StepError error={withoutLine(error)} onGoTo={onGoTo} />}
      {error && (
        <div>
          <StepThrough request={trace} />
        </div>
      )}
      {value !== null && (
        <div>
          <Trans>
            <span className={classes.note}>returns</span> <code>{returned}</code>
          </Trans>
        </div>
      )}
      {events.slice(0, TRIAL_LINES_SHOWN).map(({ name, data }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an outcome never changes, and events may repeat
        <Emitted key={place} event={`${name}(${named(data.join(', '))})`} />
      ))}
      {changes.slice(0, TRIAL_LINES_SHOWN).map(({ what, now }) => (
        <Changed key={what} what={named(what)} now={typeof now === 'string' ? named(now) : now} />
      ))}
      {changes.length + events.length > 2 * TRIAL_LINES_SHOWN && (
        <span className={classes.note}>{t`and more that is not shown`}</span>
      )}
      <span className={classes.note}>{t`${used} gas`}</span>
    </>
  )
}

function Emitted({ event }: { readonly event: string }) {
  return (
    <div>
      <Trans>
        <span className={classes.note}>emits</span> <code>{event}</code>
      </Trans>
    </div>
  )
}

/** A change of the state; an undefined value was deleted. */
function Changed({ what, now }: { readonly what: string; readonly now: string | bigint | undefined }) {
  if (now === undefined)
    return (
      <div>
        <Trans>
          <span className={classes.note}>removes</span> <code>{what}</code>
        </Trans>
      </div>
    )
  const value = typeof now === 'bigint' ? <Amount amount={now} /> : <code>{now}</code>
  return (
    <div>
      <Trans>
        <span className={classes.note}>sets</span> <code>{what}</code>{' '}
        <span className={classes.note}>to</span> {value}
      </Trans>
    </div>
  )
}

/** The contract's own error message, with a link to its line. */
function StepError({
  error: { code, message, line },
  onGoTo,
}: {
  readonly error: NonNullable<ContractStepResult['error']>
  onGoTo(line: number): void
}) {
  return (
    <div className={classes.error}>
      {failureWords(code)}: {message}
      {line > 0 && (
        <>
          {' '}
          <Anchor component="button" type="button" inherit onClick={() => onGoTo(line)}>
            {t`Line ${line}`}
          </Anchor>
        </>
      )}
    </div>
  )
}
