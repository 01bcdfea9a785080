import { t } from '@lingui/core/macro'
import { Button, CloseButton, Group, Paper, Text } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useOnline } from '../hooks/use-online.ts'
import { useNode } from '../node-context.tsx'
import classes from './hints.module.css'

/**
 * A hint about a new version or a lost connection, above the page's corner so that nothing moves; one at a
 * time.
 */
export function Hints() {
  const { updateAvailable } = useNode()
  const online = useOnline()
  const [later, setLater] = useState(false)
  // Read and closed, for this time without a connection; the next one is news again.
  const [readOffline, setReadOffline] = useState(false)
  useEffect(() => {
    if (online) setReadOffline(false)
  }, [online])

  if (updateAvailable && !later)
    return (
      <Hint
        title={t`A new version is ready`}
        text={t`Reloading takes a second; your chain and keys stay.`}
        onClose={() => setLater(true)}
      >
        <Button onClick={updateAvailable.apply}>{t`Update and reload`}</Button>
      </Hint>
    )
  if (!online && !readOffline)
    return (
      <Hint
        title={t`This device is offline`}
        text={t`The chain and the wallet are here. Transactions are sent as soon as a peer is reached.`}
        onClose={() => setReadOffline(true)}
      />
    )
  return null
}

interface HintProps {
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
  readonly onClose: () => void
}

function Hint({ title, text, children, onClose }: HintProps) {
  return (
    <Paper className={classes.hint} withBorder shadow="lg" radius="lg" p="md" role="status">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Text fw={640}>{title}</Text>
          <Text size="sm" c="dimmed" mt={2}>
            {text}
          </Text>
        </div>
        <CloseButton
          aria-label={t`Close: ${title}`}
          onClick={onClose}
          size={44}
          iconSize={18}
          mt={-6}
          mr={-6}
        />
      </Group>
      {children && <div style={{ marginTop: 12 }}>{children}</div>}
    </Paper>
  )
}
