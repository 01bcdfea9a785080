import { Button, CloseButton, Group, Paper, Text } from '@mantine/core'
import { IconDeviceFloppy, IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useDismissed } from '../../hooks/use-dismissed.ts'
import { useInstall } from '../../hooks/use-install.ts'
import { usePersistence } from '../../hooks/use-persistence.ts'
import { useWallet } from '../../wallet-context.tsx'

/**
 * At most one suggestion, below everything else, for users with data to lose: keep the data, then install.
 */
export function Nudge() {
  const { total } = useWallet()
  const install = useInstall()
  const persistence = usePersistence()
  const [persistClosed, closePersist] = useDismissed('persist')
  const [installClosed, closeInstall] = useDismissed('install')
  if (total === 0n) return null

  if (persistence.state === 'best-effort' && !persistClosed)
    return (
      <Card
        title="Keep this wallet"
        text="The browser may clear this site’s data when the disk gets full. Ask it not to."
        onClose={closePersist}
      >
        <Button variant="light" onClick={persistence.ask} leftSection={<IconDeviceFloppy size={18} />}>
          Keep my data
        </Button>
      </Card>
    )
  if (persistence.state === 'refused' && !persistClosed)
    return (
      <Card
        title="The browser did not promise"
        text="Install the app or bookmark it, and write down the backup phrase: then nothing can be lost."
        onClose={closePersist}
      />
    )
  if (install && !installClosed)
    return (
      <Card
        title="Install Tabchain"
        text="Then it opens from your home screen, also offline."
        onClose={closeInstall}
      >
        <Button variant="light" onClick={install} leftSection={<IconDownload size={18} />}>
          Install
        </Button>
      </Card>
    )
  return null
}

interface CardProps {
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
  onClose(): void
}

function Card({ title, text, children, onClose }: CardProps) {
  return (
    <Paper withBorder radius="lg" p="md" style={{ borderStyle: 'dashed', background: 'none' }}>
      <Group justify="space-between" wrap="nowrap" align="center">
        <Group justify="space-between" gap="sm" style={{ flex: 1 }}>
          <div style={{ flex: '1 1 240px' }}>
            <Text fw={620}>{title}</Text>
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          </div>
          {children}
        </Group>
        <CloseButton aria-label={`Close: ${title}`} onClick={onClose} size={44} iconSize={18} />
      </Group>
    </Paper>
  )
}
