import { t } from '@lingui/core/macro'
import { Button, Text } from '@mantine/core'
import type { LabAttackInfo, LabStatusResult } from '#api/lab-results.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { useCall } from '../../hooks/use-call.ts'
import { AttackResult } from './attack-result.tsx'
import classes from './lab.module.css'
import { expectedWords } from './verdict-words.ts'

interface AttackLineProps {
  readonly attack: LabAttackInfo
  readonly status: LabStatusResult | undefined
}

/** An attack: its description and expected outcome, its button, and its result. */
export function AttackLine({ attack, status }: AttackLineProps) {
  const { name, title, what, outcome, runnable, expects } = attack
  const expected = expectedWords(expects)
  const engines = attack.engines.map(wordOf).join(', ')
  const { state, run } = useCall('labAttack')
  const busy = status !== undefined && status.attack !== null
  const alone = status === undefined || status.observers.length === 0
  return (
    <li className={classes.line} data-attack={name}>
      <div className={classes.about}>
        <h3 className={classes.title}>{title}</h3>
        <Text>{what}</Text>
        <Text size="sm" c="dimmed">
          {outcome}
        </Text>
        <Text size="sm" c="dimmed" className={classes.expected}>
          {t`Expected: ${expected}`}
        </Text>
      </div>
      {runnable ? (
        <Button
          className={classes.button}
          variant="light"
          color="clay"
          disabled={alone || busy}
          loading={state.status === 'running'}
          aria-label={t`Attack: ${title}`}
          onClick={() => run({ name })}
        >
          {t`Attack`}
        </Button>
      ) : (
        <Text size="sm" c="dimmed" className={classes.elsewhere}>
          {t`For ${engines}`}
        </Text>
      )}
      {state.status === 'failed' && (
        <div className={classes.result}>
          <FailureAlert title={t`It could not be tried`} failure={state.failure} />
        </div>
      )}
      {state.status === 'done' && (
        <div className={classes.result}>
          <AttackResult result={state.value} />
        </div>
      )}
    </li>
  )
}

const wordOf = (engine: string): string =>
  (ENGINE_WORDS as Record<string, { name: string } | undefined>)[engine]?.name ?? engine
