import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { CopyAction } from '../../components/copy-action.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { useWallet } from '../../wallet-context.tsx'

interface AdminPanelProps {
  readonly admin: string
  onHandOver(): void
}

/** The admin, who chooses the authorities; the admin can transfer these rights here. */
export function AdminPanel({ admin, onHandOver }: AdminPanelProps) {
  const { own, rows } = useWallet()
  const first = rows[0]
  if (own.has(admin))
    return (
      <Panel title={t`Admin`}>
        <Group justify="space-between" gap="md">
          <Text size="sm" c="dimmed" style={{ flex: '1 1 260px' }} maw={560}>
            <Trans>
              You are the admin, with <Party address={admin} link />. Only you add and remove authorities.
            </Trans>
          </Text>
          <Button variant="default" onClick={onHandOver}>
            <Trans>Hand over…</Trans>
          </Button>
        </Group>
      </Panel>
    )
  return (
    <Panel title={t`Admin`}>
      <Text size="sm" c="dimmed">
        <Trans>
          The admin is <Party address={admin} link />. Only the admin adds and removes authorities.
        </Trans>{' '}
        {first && t`To become one, give the admin your address:`}
      </Text>
      {first && (
        <Group gap="xs" wrap="nowrap" mt="xs">
          <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {first.address}
          </Text>
          <CopyAction value={first.address} what={t`your address`} />
        </Group>
      )}
    </Panel>
  )
}
