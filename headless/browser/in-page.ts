import type { EventResult } from '#api/results.ts'

/**
 * Functions that run inside the page. Each is sent there as its own source: it may use nothing but its
 * argument and the page's globals, and its result is plain JSON.
 */

declare global {
  interface Window {
    /** Set by the runner, gone with the document. */
    tabchainHeadless?: { readonly calls: Map<number, AbortController> }
    tabchainForward(event: EventResult): Promise<void>
  }
}

export interface Call {
  readonly id: number
  readonly line: string
}

/** The answer as text: JSON in which bigints are decimal text and bytes are `{"$bytes": hex}`. */
export type Answer =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly code: string; readonly message: string }

/**
 * Confirms the page's address: the user who started the peer chose it, and there is nobody whom the page
 * could ask.
 */
export function agreeToAddress(): void {
  try {
    sessionStorage.setItem('tabchain.agreed', location.search)
  } catch {}
}

export const hasApp = (): boolean => 'tabchain' in window

/**
 * Resolves when the page could open without its server. It never resolves where the browser stores no pages,
 * as with an untrusted certificate.
 */
export async function keptForOffline(): Promise<void> {
  await navigator.serviceWorker.ready
}

/**
 * Sends the node's events to the runner and waits until the node runs; returns undefined then, else the
 * reason why it does not.
 */
export async function connectPage(): Promise<string | undefined> {
  window.tabchainHeadless = { calls: new Map() }
  window.tabchain.on('*', event => void window.tabchainForward(event).catch(() => {}))
  try {
    await window.tabchain.ready
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export async function callInPage({ id, line }: Call): Promise<Answer> {
  const calls = window.tabchainHeadless?.calls
  const controller = new AbortController()
  calls?.set(id, controller)
  const plain = (_: string, value: unknown): unknown => {
    if (typeof value === 'bigint') return value.toString()
    if (!(value instanceof Uint8Array)) return value
    return { $bytes: Array.from(value, byte => byte.toString(16).padStart(2, '0')).join('') }
  }
  try {
    const result = await window.tabchain.run(line, undefined, controller.signal)
    return { ok: true, json: JSON.stringify(result ?? null, plain) }
  } catch (error) {
    const { code = 'INTERNAL', message = String(error) } = error as { code?: string; message?: string }
    return { ok: false, code, message }
  } finally {
    calls?.delete(id)
  }
}

export function cancelInPage(id: number): void {
  window.tabchainHeadless?.calls.get(id)?.abort()
}
