import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { ConfirmButtons } from '../../../components/confirm-buttons.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { useCall } from '../../../hooks/use-call.ts'
import { forgetUnsaved } from '../unsaved-work.ts'

interface DeleteDraftProps {
  readonly id: string
  readonly name: string
  readonly before: (() => Promise<void>) | undefined
  onDeleted(): void
  onClose(): void
}

/** Asks for confirmation before a draft is deleted. */
export function DeleteDraft({ id, name, before, onDeleted, onClose }: DeleteDraftProps) {
  const { state, run } = useCall('draftDelete')
  const confirm = async () => {
    await before?.()
    if (!(await run({ id }))) return
    forgetUnsaved(id)
    onDeleted()
  }

  return (
    <Dialog onClose={onClose} title={t`Delete “${name}”?`}>
      <Stack>
        <Text size="sm" c="dimmed">
          <Trans>
            It is in this browser only and cannot be brought back; download it first if you may need it.
            Contracts that were deployed from it stay on the chain.
          </Trans>
        </Text>
        {state.status === 'failed' && <FailureAlert title={t`Not deleted`} failure={state.failure} />}
        <ConfirmButtons
          action={t`Delete`}
          risky
          running={state.status === 'running'}
          onConfirm={confirm}
          onBack={onClose}
        />
      </Stack>
    </Dialog>
  )
}
