import { useSyncExternalStore } from 'react'

/** Chromium's event, which no standard library type knows; other browsers install from their own menus. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>
}

let offered: BeforeInstallPromptEvent | undefined
const listeners = new Set<() => void>()

// The event fires once, often before the first render, so this module listens as soon as it loads.
if (typeof window !== 'undefined') {
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault()
    set(event as BeforeInstallPromptEvent)
  })
  addEventListener('appinstalled', () => set(undefined))
}

function set(event: BeforeInstallPromptEvent | undefined): void {
  offered = event
  for (const changed of listeners) changed()
}

/** Asks the browser to install the app; undefined while it does not offer to. */
export function useInstall(): (() => Promise<void>) | undefined {
  const event = useSyncExternalStore(
    changed => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => offered,
  )
  if (!event) return undefined
  return async () => {
    await event.prompt()
    // A prompt can be used once, whatever the answer.
    set(undefined)
  }
}
