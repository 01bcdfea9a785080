import { t } from '@lingui/core/macro'
import { List, Stack, Text } from '@mantine/core'
import type { RivalRow } from '#storage/rows.ts'
import { ConfirmButtons } from '../components/confirm-buttons.tsx'
import { Dialog } from '../components/dialog.tsx'
import { FailureAlert } from '../components/failure-alert.tsx'
import { useCall } from '../hooks/use-call.ts'
import { rivalWords } from './rival-words.ts'

interface GoOverProps {
  readonly rival: RivalRow
  onClose(): void
}

/** Asks for confirmation before this tab replaces its chain by another one. The page reloads afterwards. */
export function GoOver({ rival, onClose }: GoOverProps) {
  const { lost } = rivalWords(rival)
  const { state, run } = useCall('reset')
  const confirm = async () => {
    if (await run({ over: true })) location.reload()
  }

  return (
    <Dialog onClose={onClose} title={t`Switch to their chain?`}>
      <Stack>
        <List size="sm" spacing="xs">
          <List.Item>{lost.goes}</List.Item>
          <List.Item>{lost.payments}</List.Item>
          <List.Item>{lost.stays}</List.Item>
        </List>
        <Text size="sm" c="dimmed">
          {t`This cannot be undone.`}
        </Text>
        {state.status === 'failed' && (
          <FailureAlert title={t`This tab stays where it is`} failure={state.failure} />
        )}
        <ConfirmButtons
          action={t`Switch`}
          back={t`Stay here`}
          risky
          running={state.status === 'running'}
          onConfirm={confirm}
          onBack={onClose}
        />
      </Stack>
    </Dialog>
  )
}
