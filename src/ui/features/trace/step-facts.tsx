import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import type { TraceFrame, TraceStep } from '#api/trace-result.ts'
import { Party } from '../../components/party.tsx'
import type { StateRow } from './state-at.ts'
import classes from './step-facts.module.css'

interface StepFactsProps {
  /** Undefined after the last statement. */
  readonly step: TraceStep | undefined
  readonly state: readonly StateRow[]
  /** The contract that was called; `running` is the one whose code runs. */
  readonly called: string
  readonly running: string
}

/** The facts at a statement: the call stack, variables with their values, and the state. */
export function StepFacts({ step, state, called, running }: StepFactsProps) {
  return (
    <div className={classes.facts}>
      <Section title={t`State`}>
        {running !== called && (
          <Text size="sm" c="dimmed">
            <Trans>
              What <Party address={running} /> has changed
            </Trans>
          </Text>
        )}
        <State rows={state} />
      </Section>
      <Section title={t`Names`}>
        {!step || step.locals.length === 0 ? (
          <Nothing>{t`None here`}</Nothing>
        ) : (
          <dl className={classes.names}>
            {step.locals.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </Section>
      <Section title={t`Call stack`}>
        {!step || step.stack.length === 0 ? (
          <Nothing>{t`Empty`}</Nothing>
        ) : (
          <ol className={classes.stack}>
            {step.stack.map((frame, depth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a frame is what its depth says
              <li key={depth}>
                <Frame frame={frame} called={called} />
              </li>
            ))}
          </ol>
        )}
      </Section>
    </div>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Title order={3} id={id} mb={6}>
        {title}
      </Title>
      {children}
    </section>
  )
}

function Nothing({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  )
}

function Frame({
  frame: { name, line, contract },
  called,
}: {
  readonly frame: TraceFrame
  readonly called: string
}) {
  return (
    <>
      <code>{name === '' ? t`a function` : name}</code>{' '}
      {contract === called ? (
        <span className={classes.line}>{t`line ${line}`}</span>
      ) : (
        <Trans>
          <span className={classes.line}>line {line}</span> of <Party address={contract} />
        </Trans>
      )}
    </>
  )
}

function State({ rows }: { readonly rows: readonly StateRow[] }) {
  if (rows.length === 0) return <Nothing>{t`Empty`}</Nothing>
  return (
    <table className={classes.state}>
      <thead>
        <tr>
          <th scope="col">{t`Field`}</th>
          <th scope="col">{t`Before`}</th>
          <th scope="col">{t`Now`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, before, now, isChanged, isNew }) => (
          <tr key={name} data-changed={isChanged} data-new={isNew}>
            <th scope="row">{name}</th>
            <td>{before ?? '–'}</td>
            <td>{isChanged ? (now ?? t`gone`) : <span className={classes.same}>{t`the same`}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
