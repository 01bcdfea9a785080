import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
        title={t`Keep this wallet`}
        text={t`The browser may clear this site’s data when the disk gets full. Ask it not to.`}
        onClose={closePersist}
      >
        <Button variant="light" onClick={persistence.ask} leftSection={<IconDeviceFloppy size={18} />}>
          <Trans>Keep my data</Trans>
        </Button>
      </Card>
    )
  if (persistence.state === 'refused' && !persistClosed)
    return (
      <Card
        title={t`The browser may still clear this wallet`}
        text={t`Install the app or bookmark it, and write down the backup phrase: then nothing can be lost.`}
        onClose={closePersist}
      />
    )
  if (install && !installClosed)
    return (
      <Card
        title={t`Install Tabchain`}
        text={t`Then it opens from your home screen, also offline.`}
        onClose={closeInstall}
      >
        <Button variant="light" onClick={install} leftSection={<IconDownload size={18} />}>
          <Trans>Install</Trans>
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
        <CloseButton aria-label={t`Close: ${title}`} onClick={onClose} size={44} iconSize={18} />
      </Group>
    </Paper>
  )
}
