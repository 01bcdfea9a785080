import { useState } from 'react'

/**
 * A hint that was closed stays closed in this browser. Where storage is refused, it stays closed until the
 * next reload.
 */
export function useDismissed(hint: string): readonly [dismissed: boolean, dismiss: () => void] {
  const key = `tabchain.dismissed.${hint}`
  const [dismissed, setDismissed] = useState(() => read(key))
  const dismiss = () => {
    setDismissed(true)
    try {
      localStorage.setItem(key, '1')
    } catch {
      // A private window without storage: nothing to remember it in.
    }
  }
  return [dismissed, dismiss]
}

function read(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
