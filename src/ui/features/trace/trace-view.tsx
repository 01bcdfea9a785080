import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ContractTraceResult } from '#api/trace-result.ts'
import { valueText } from '#lib/value-text.ts'
import { failureWords } from '../../format/failure-words.ts'
import { TRACE_VALUE_TEXT } from '../../limits.ts'
import { SourceLines } from './source-lines.tsx'
import { contractAt, placesOf, stateAt } from './state-at.ts'
import { StepControls } from './step-controls.tsx'
import { StepFacts } from './step-facts.tsx'
import classes from './trace-view.module.css'
import { placeWords, traceNote } from './trace-words.ts'

interface TraceViewProps {
  readonly trace: ContractTraceResult
  /** Whether to take the keyboard focus at once, because the user asked for the trace. */
  readonly takesFocus?: boolean
}

/** A trace to step through from its first statement: the source, and the state at each statement. */
export function TraceView({ trace, takesFocus = false }: TraceViewProps) {
  const view = useRef<HTMLDivElement>(null)
  const [wanted, setPlace] = useState(0)
  const last = Math.max(0, placesOf(trace) - 1)
  const place = Math.min(wanted, last)
  const step = trace.steps[place]
  const failure = trace.ok || trace.steps.length === 0 ? undefined : trace.steps.length - 1
  const running = contractAt(trace, place)
  const source =
    running === trace.contract
      ? trace.source
      : trace.others.find(({ contract }) => contract === running)?.source

  const onKeyDown = (event: KeyboardEvent) => {
    // The slider moves by itself.
    if ((event.target as HTMLElement).role === 'slider' || event.altKey || event.ctrlKey || event.metaKey)
      return
    const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setPlace(Math.min(Math.max(to, 0), last))
  }

  useEffect(() => {
    if (takesFocus) view.current?.focus({ preventScroll: true })
  }, [takesFocus])

  const note = traceNote(trace)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that buttons within it also have
    <div className={classes.view} ref={view} onKeyDown={onKeyDown} tabIndex={-1}>
      <Outcome trace={trace} />
      {note && (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
      {trace.steps.length > 0 && (
        <StepControls
          place={place}
          places={last + 1}
          status={placeWords(trace, place)}
          failure={failure}
          onMove={setPlace}
        />
      )}
      <div className={classes.halves}>
        {source === undefined ? (
          <Text size="sm" c="dimmed">
            {t`The source of this contract is not shown; its page has it.`}
          </Text>
        ) : (
          <SourceLines
            source={source}
            line={step?.line ?? 0}
            error={failure === place || !step ? errorAt(trace) : undefined}
          />
        )}
        <StepFacts step={step} state={stateAt(trace, place)} called={trace.contract} running={running} />
      </div>
    </div>
  )
}

/** The line of the error: its own, or that of the last statement. */
function errorAt({ error, steps }: ContractTraceResult) {
  if (!error) return undefined
  return { message: error.message, line: error.line > 0 ? error.line : (steps.at(-1)?.line ?? 0) }
}

/** The result of the call, which is always visible. */
function Outcome({ trace: { ok, value, error, method } }: { readonly trace: ContractTraceResult }) {
  if (ok) {
    const returned = valueText(value ?? null, TRACE_VALUE_TEXT)
    return (
      <Alert color="spruce" variant="light" icon={<IconCheck />} title={t`${method} succeeded`}>
        <Trans>
          It returned <code className={classes.value}>{returned}</code>
        </Trans>
      </Alert>
    )
  }
  const { message = '', line = 0 } = error ?? {}
  const why = failureWords(error?.code ?? '')
  return (
    <Alert color="clay" variant="light" icon={<IconAlertTriangle />} title={t`${method} failed: ${why}`}>
      <Stack gap={2}>
        <span>{line > 0 ? t`${message} (line ${line})` : message}</span>
      </Stack>
    </Alert>
  )
}
