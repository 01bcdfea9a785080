import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface ActionsMenuProps {
  /** The accessible name of its button. */
  readonly label: string
  /** Whether one of the actions is running. */
  readonly running?: boolean
  readonly className?: string | undefined
  /** Items of a menu. */
  readonly children: ReactNode
}

/** The menu of actions at the end of a row, behind three dots. */
export function ActionsMenu({ label, running = false, className, children }: ActionsMenuProps) {
  return (
    <Menu position="bottom-end" shadow="lg" radius="md" width={220}>
      <Menu.Target>
        <ActionIcon size={44} aria-label={label} loading={running} {...(className ? { className } : {})}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
