import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ConfirmButtons } from '../../components/confirm-buttons.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import type { FileView } from '../../format/file-view.ts'
import { bytesText } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'

interface DropFileProps {
  readonly file: FileView
  onClose(): void
}

/** Asks for confirmation before removing a file from this tab, with a warning if it has the last copy. */
export function DropFile({ file: { cid, name, state, copies, kept }, onClose }: DropFileProps) {
  const drop = useCall('fileDrop')
  const size = bytesText(kept?.storedBytes ?? 0)
  const isLast = state === 'here' && copies <= 1
  const confirm = async () => {
    if (await drop.run({ cid })) onClose()
  }
  return (
    <Dialog onClose={onClose} title={state === 'here' ? t`Drop this file?` : t`Stop fetching?`}>
      <Stack>
        <Text size="sm">
          <Trans>
            <bdi style={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</bdi> is removed from this tab,
            which frees up to {size}. Its record and the copies of other tabs stay.
          </Trans>
        </Text>
        {isLast && (
          <Alert
            color="clay"
            variant="light"
            icon={<IconAlertTriangle />}
            title={t`No other tab holds it now`}
          >
            {t`Once it is dropped, nobody can fetch it until somebody adds the same file again.`}
          </Alert>
        )}
        {drop.state.status === 'failed' && (
          <FailureAlert title={t`It is still here`} failure={drop.state.failure} />
        )}
        <ConfirmButtons
          action={state === 'here' ? t`Drop it` : t`Stop`}
          back={t`Keep it`}
          risky
          running={drop.state.status === 'running'}
          onConfirm={confirm}
          onBack={onClose}
        />
      </Stack>
    </Dialog>
  )
}
