import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useNode } from '../node-context.tsx'

interface ScreenTitleProps {
  readonly title: string
  /** Content next to the title, or below it on a phone. */
  readonly children?: ReactNode
}

/** The one `h1` of a screen; it also names the browser's tab. */
export function ScreenTitle({ title, children }: ScreenTitleProps) {
  const { genesis } = useNode()
  useEffect(() => {
    document.title = `${title} · ${genesis.name}`
  }, [title, genesis.name])

  return (
    <Group justify="space-between" gap="sm" mih={44}>
      <Title order={1}>{title}</Title>
      {children}
    </Group>
  )
}
