import { Modal } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  onClose(): void
}

/** A dialog that is open while it is rendered. When it goes, the focus is where it was before it came. */
export function Dialog({ title, children, onClose }: DialogProps) {
  // Mantine gives the focus back when `opened` turns false, which an unmounted dialog never sees.
  useEffect(() => {
    const opener = openerOf(document.activeElement)
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      {children}
    </Modal>
  )
}

/** What had the focus; for an entry of a menu, which goes with its menu, the button that opened the menu. */
function openerOf(focused: Element | null): Element | null {
  const menuButtonId = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return menuButtonId ? document.getElementById(menuButtonId) : focused
}
