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
  /** Undefined while it has not been run, or nothing was run after a failed deployment. */
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
  const isDeployment = method === 'init'
  const what = `${method}(${named(argumentsText(call.args))})`
  return (
    <li className={classes.step} data-failed={result?.ok === false}>
      <StepMark result={result} />
      <div className={classes.stepBody}>
        <div>
          <strong>{named(call.from)}</strong> {isDeployment && 'deploys it: '}
          <code>{what}</code>
          {call.amount !== undefined && (
            <>
              {' with '}
              <Amount amount={call.amount} />
            </>
          )}
        </div>
        {result ? (
          <StepOutcome result={result} named={named} {...rest} />
        ) : (
          <span className={classes.note}>Not run: the deployment failed</span>
        )}
      </div>
      {onChange && (
        <ActionIcon size={44} aria-label="Change the deployment" onClick={onChange}>
          <IconPencil size={17} />
        </ActionIcon>
      )}
      {onRemove && (
        <ActionIcon size={44} aria-label={`Remove ${what}`} onClick={onRemove}>
          <IconX size={17} />
        </ActionIcon>
      )}
    </li>
  )
}

function StepMark({ result }: { readonly result: ContractStepResult | undefined }) {
  if (!result) return <IconClock size={19} className={classes.mark} aria-label="Not run" role="img" />
  return result.ok ? (
    <IconCheck size={19} className={classes.mark} data-ok aria-label="Went well" role="img" />
  ) : (
    <IconAlertTriangle size={19} className={classes.mark} data-failed aria-label="Failed" role="img" />
  )
}

interface StepOutcomeProps extends Pick<TrialStepProps, 'contracts' | 'onGoTo' | 'trace'> {
  readonly result: ContractStepResult
  named(text: string): string
}

function StepOutcome({ result, named, contracts, trace, onGoTo }: StepOutcomeProps) {
  const { value, gas, events, error } = result
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
          <span className={classes.note}>returns</span> <code>{named(valueText(value))}</code>
        </div>
      )}
      {events.slice(0, TRIAL_LINES_SHOWN).map(({ name, data }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an outcome never changes, and events may repeat
        <div key={place}>
          <span className={classes.note}>emits</span>{' '}
          <code>
            {name}({named(data.join(', '))})
          </code>
        </div>
      ))}
      {changes.slice(0, TRIAL_LINES_SHOWN).map(({ what, now }) => (
        <div key={what}>
          <span className={classes.note}>sets</span> <code>{named(what)}</code>{' '}
          <span className={classes.note}>{now === undefined ? 'is gone' : 'to'}</span>{' '}
          {typeof now === 'bigint' ? <Amount amount={now} /> : now !== undefined && <code>{named(now)}</code>}
        </div>
      ))}
      {changes.length + events.length > 2 * TRIAL_LINES_SHOWN && (
        <span className={classes.note}>and more that is not shown</span>
      )}
      <span className={classes.note}>{countText(Number(gas))} gas</span>
    </>
  )
}

/** A failure in the contract's own words, with the way to its line. */
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
            Line {line}
          </Anchor>
        </>
      )}
    </div>
  )
}
