import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Skeleton, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconStethoscope } from '@tabler/icons-react'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { useCall } from '../../hooks/use-call.ts'
import classes from './doctor.module.css'

/** Checks on demand what works in this browser and on this network. */
export function Doctor() {
  const doctor = useCall('doctor')
  const { state } = doctor
  const checks = state.status === 'done' ? state.value.checks : undefined

  return (
    <Panel
      title={t`Doctor`}
      action={
        <Button
          size="sm"
          variant="light"
          leftSection={<IconStethoscope size={17} />}
          onClick={() => doctor.run({})}
          loading={state.status === 'running'}
        >
          {checks ? t`Check again` : t`Check`}
        </Button>
      }
    >
      {state.status === 'idle' && (
        <Text size="sm" c="dimmed">
          <Trans>Checks what this browser and this network offer, and reports what is missing.</Trans>
        </Text>
      )}
      {state.status === 'running' && <Skeleton height={132} />}
      {state.status === 'failed' && <FailureAlert title={t`The check failed`} failure={state.failure} />}
      {checks && (
        <ul className={classes.checks} aria-label={t`Checks`}>
          {checks.map(({ name, ok, detail }) => (
            <li key={name}>
              {ok ? (
                <IconCircleCheck className={classes.ok} size={20} aria-label={t`works`} />
              ) : (
                <IconCircleX className={classes.bad} size={20} aria-label={t`does not work`} />
              )}
              <span>
                <strong>{name}</strong>
                <Text component="span" size="sm" c="dimmed" display="block">
                  {detail}
                </Text>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
