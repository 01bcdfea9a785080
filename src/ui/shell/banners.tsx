import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconBug } from '@tabler/icons-react'
import { CopyTextButton } from '../components/copy-text-button.tsx'
import { openNetworkPicker } from '../features/boot/link-memory.ts'
import { useFault } from '../hooks/use-fault.ts'
import { useRival } from '../hooks/use-rival.ts'
import { useUnjudged } from '../hooks/use-unjudged.ts'
import { useNode } from '../node-context.tsx'
import { RivalBanner } from './rival-banner.tsx'
import { UnjudgedBanner } from './unjudged-banner.tsx'

/**
 * Warnings that need the user now: the node crashed, paused on a fault, refuses the chain of others, or found
 * a bug. Empty otherwise.
 */
export function Banners() {
  const { crash, version } = useNode()
  const fault = useFault()
  const unjudged = useUnjudged()
  const rival = useRival()

  if (crash) {
    const error = <code>{crash.message}</code>
    return (
      <Alert
        color="clay"
        variant="light"
        icon={<IconBug />}
        title={t`The node stopped because of a bug in Tabchain`}
        role="alert"
      >
        <Text size="sm">
          <Trans>
            The page shows what this browser holds, and receives nothing new until you reload. Your keys are
            safe. The error was: {error}
          </Trans>
        </Text>
        <Group mt="sm" gap="sm">
          <Button color="clay" onClick={() => location.reload()}>
            {t`Reload`}
          </Button>
          <CopyTextButton
            value={`Tabchain ${version}\n${navigator.userAgent}\n\n${crash.stack || crash.message}`}
            name={t`Copy the report`}
          />
          <Button variant="default" onClick={openNetworkPicker}>
            {t`Open another network`}
          </Button>
        </Group>
      </Alert>
    )
  }
  if (fault) {
    return (
      <Alert
        color="amber"
        variant="light"
        icon={<IconAlertTriangle />}
        title={t`The node is paused`}
        role="alert"
      >
        <Group justify="space-between" gap="sm">
          <Text size="sm" style={{ flex: '1 1 240px' }}>
            {fault.message}
          </Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {fault.code}
          </Text>
        </Group>
      </Alert>
    )
  }
  if (rival) return <RivalBanner rival={rival} />
  if (unjudged) return <UnjudgedBanner {...unjudged} />
  return null
}
