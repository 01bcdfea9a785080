import { t } from '@lingui/core/macro'
import { Alert, Skeleton } from '@mantine/core'
import { IconDatabaseOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { unreachable } from '#lib/assert.ts'
import type { Live } from '../hooks/use-live.ts'

interface ShowProps<T> {
  readonly live: Live<T>
  /** The placeholder of the rows; give it their height, so that nothing jumps. */
  readonly loading?: ReactNode
  readonly empty?: ReactNode
  readonly children: (value: T) => ReactNode
}

/** Renders live rows in each of their states; stale rows are dimmed, and the reason is shown. */
export function Show<T>({ live, loading, empty = null, children }: ShowProps<T>) {
  switch (live.status) {
    case 'loading':
      return loading ?? <Skeleton height={88} />
    case 'empty':
      return empty
    case 'ready':
      return children(live.value)
    case 'stale':
      return (
        <div aria-busy="true" title={live.reason} style={{ opacity: 0.6 }}>
          {children(live.value)}
        </div>
      )
    case 'error': {
      const { message } = live
      return (
        <Alert
          color="clay"
          icon={<IconDatabaseOff />}
          title={t`This cannot be read from the browser's storage`}
          role="alert"
        >
          {t`${message}. Reload this tab; if that does not help, close other tabs of this site and free some disk space.`}
        </Alert>
      )
    }
    default:
      return unreachable(live)
  }
}
