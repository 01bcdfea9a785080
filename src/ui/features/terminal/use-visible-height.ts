import { type RefObject, useEffect } from 'react'

/**
 * Tells the style sheet how much of the window a phone's keyboard leaves, as `--terminal-window` on the
 * element's parent.
 */
export function useVisibleHeight(within: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { visualViewport: viewport } = window
    const frame = within.current?.parentElement
    if (!viewport || !frame) return
    const measure = () => frame.style.setProperty('--terminal-window', `${Math.round(viewport.height)}px`)
    measure()
    viewport.addEventListener('resize', measure)
    return () => viewport.removeEventListener('resize', measure)
  }, [within])
}
