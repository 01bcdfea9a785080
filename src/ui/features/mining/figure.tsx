import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './mining.module.css'

interface FigureProps {
  readonly name: string
  readonly value: ReactNode
  /** An explanation of the figure. */
  readonly children: ReactNode
  /** A name or an address instead of a number. */
  readonly long?: boolean
}

/** One figure about block production. */
export function Figure({ name, value, children, long = false }: FigureProps) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text className={classes.figure} component="div" data-long={long}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </div>
  )
}
