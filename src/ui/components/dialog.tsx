import { t } from '@lingui/core/macro'
import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useEffect } from 'react'
import { BREAKPOINTS } from '../tokens.ts'

interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  /** As wide as the page if there is room, and the full screen of a phone. */
  readonly wide?: boolean
  onClose(): void
}

/** A dialog that is open while it is rendered. When it closes, the focus returns to where it was. */
export function Dialog({ title, children, wide = false, onClose }: DialogProps) {
  const isPhone = useMediaQuery(BREAKPOINTS.phone)
  // Mantine gives the focus back when `opened` turns false, which an unmounted dialog never sees.
  useEffect(() => {
    const opener = openerOf(document.activeElement)
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])

  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t`Close` }}
      {...(wide ? { size: 1120, fullScreen: isPhone === true } : {})}
    >
      {children}
    </Modal>
  )
}

/**
 * The element that had the focus; for an entry of a menu, which disappears, the button that opened the menu.
 */
function openerOf(focused: Element | null): Element | null {
  const menuButtonId = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return menuButtonId ? document.getElementById(menuButtonId) : focused
}
