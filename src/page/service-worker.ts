import { registerSW } from 'virtual:pwa-register'

/** How often an open page asks whether there is a newer build. */
const LOOK_EVERY_MS = 30 * 60 * 1000

/**
 * Registers the service worker that opens the app offline. A newer build is never taken over silently,
 * because a tab on other rules is another network: `onUpdate` gets what applies it and reloads.
 */
export function watchForUpdates(onUpdate: (apply: () => void) => void): void {
  if (!('serviceWorker' in navigator)) return
  const apply = registerSW({
    immediate: true,
    onNeedRefresh: () => onUpdate(() => void apply(true)),
    onRegisteredSW: (_url, registration) => {
      if (registration) setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY_MS)
    },
  })
}
