import { registerSW } from 'virtual:pwa-register'

/** Between two checks of an open page for a newer build. */
const LOOK_EVERY_MS = 30 * 60 * 1000

/**
 * Registers the service worker that opens the app offline. A newer build is never applied silently, because a
 * tab with other rules is on another network: `onUpdate` receives a function that applies it and reloads.
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
