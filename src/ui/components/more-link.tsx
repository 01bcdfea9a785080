import { Anchor } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { hrefOf, type Route } from '../router.ts'

/** A link in a panel's corner to the full list. */
export function MoreLink({ to, children }: { readonly to: Route; readonly children: ReactNode }) {
  return (
    <Anchor
      href={hrefOf(to)}
      size="sm"
      fw={560}
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 2,
        minHeight: 44,
        marginBlock: -10,
        whiteSpace: 'nowrap',
      }}
    >
      {children}
      <IconChevronRight size={16} aria-hidden="true" />
    </Anchor>
  )
}
