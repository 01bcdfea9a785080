/** The messages of Chromium, Firefox and Safari for a module that did not load, and Vite's for a style sheet. */
const MESSAGES = ['dynamically imported module', 'Importing a module script failed', 'Unable to preload CSS']

/** Whether a part of the app did not arrive, which is the network's fault and not a bug. */
export function isLoadFailure(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error)
  return MESSAGES.some(part => message.includes(part))
}
