import { Group, Paper, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

interface PanelProps {
  readonly title: string
  /** A link or a button next to the title. */
  readonly action?: ReactNode
  readonly children: ReactNode
  /** True for rows that reach the panel's edges and have their own padding. */
  readonly flush?: boolean
}

/** A titled card: one subject of a screen. It is a landmark by its title's name. */
export function Panel({ title, action, children, flush = false }: PanelProps) {
  const id = useId()
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      withBorder
      radius="lg"
      p={0}
      style={{ borderColor: 'var(--tab-line)', minWidth: 0 }}
    >
      <Group
        justify="space-between"
        wrap="nowrap"
        px="var(--tab-inset)"
        pt="md"
        pb={flush ? 'xs' : 'sm'}
        mih={56}
      >
        <Title order={2} id={id}>
          {title}
        </Title>
        {action}
      </Group>
      <div
        style={
          flush ? { paddingBottom: 'var(--space-6)' } : { padding: '0 var(--tab-inset) var(--space-20)' }
        }
      >
        {children}
      </div>
    </Paper>
  )
}
