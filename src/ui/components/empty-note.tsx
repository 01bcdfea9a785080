import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface EmptyNoteProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  /** The next step: a button or a link. */
  readonly action?: ReactNode
}

/** Replaces an empty list: explains that there are no rows and what to do next. */
export function EmptyNote({ icon, title, children, action }: EmptyNoteProps) {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center">
      <span style={{ color: 'var(--mantine-color-dimmed)', lineHeight: 0 }}>{icon}</span>
      <Text fw={600} mt={4} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Text>
      {children && (
        <Text size="sm" c="dimmed" maw={380}>
          {children}
        </Text>
      )}
      {action && <div style={{ marginTop: 10 }}>{action}</div>}
    </Stack>
  )
}
