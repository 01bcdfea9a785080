import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ConfirmButtons } from '../../components/confirm-buttons.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { useCall } from '../../hooks/use-call.ts'
import { useWallet } from '../../wallet-context.tsx'

interface RemoveAuthorityProps {
  readonly admin: string
  readonly address: string
  onSent(txId: string): void
  onClose(): void
}

/** Asks for confirmation before an authority is removed. */
export function RemoveAuthority({ admin, address, onSent, onClose }: RemoveAuthorityProps) {
  const name = useWallet().nameOf(address)
  const { state, run } = useCall('authorityChange')
  const confirm = async () => {
    const sent = await run({ action: 'remove', address, from: admin })
    if (sent) onSent(sent.txId)
  }

  return (
    <Dialog onClose={onClose} title={t`Remove this authority?`}>
      <Stack>
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {address}
        </Text>
        <Text size="sm" c="dimmed">
          {name && t`It is your own address “${name}”.`}{' '}
          <Trans>
            It makes no blocks from the next one on. The blocks that it made stay. You can add it again.
          </Trans>
        </Text>
        <Alert color="amber" variant="light" icon={<IconAlertTriangle />}>
          <Trans>
            Remove an authority only if it is gone for good. Until this change is final, the authority still
            counts towards the majority, so blocks do not become final sooner. If nothing becomes final for a
            day, silent authorities stop counting anyway.
          </Trans>
        </Alert>
        {state.status === 'failed' && <FailureAlert title={t`Not removed`} failure={state.failure} />}
        <ConfirmButtons
          action={t`Remove`}
          risky
          running={state.status === 'running'}
          onConfirm={confirm}
          onBack={onClose}
        />
      </Stack>
    </Dialog>
  )
}
