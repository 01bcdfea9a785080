import { type RefObject, useEffect } from 'react'

/** Sets `--terminal-window` on the element's parent to the height that a phone's keyboard leaves. */
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
