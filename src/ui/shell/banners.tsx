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
    return (
      <Alert
        color="clay"
        variant="light"
        icon={<IconBug />}
        title="The node stopped because of a bug in Tabchain"
        role="alert"
      >
        <Text size="sm">
          The page shows what this browser holds, and receives nothing new until you reload. Your keys are
          safe. The error was: <code>{crash.message}</code>
        </Text>
        <Group mt="sm" gap="sm">
          <Button color="clay" onClick={() => location.reload()}>
            Reload
          </Button>
          <CopyTextButton
            value={`Tabchain ${version}\n${navigator.userAgent}\n\n${crash.stack || crash.message}`}
            name="Copy the report"
          />
          <Button variant="default" onClick={openNetworkPicker}>
            Open another network
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
        title="The node is paused"
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
