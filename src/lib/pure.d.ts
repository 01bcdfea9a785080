/**
 * What browsers and Node both provide, as far as the pure rooms use it: they compile without the types of
 * either.
 */

interface AbortSignal {
  readonly aborted: boolean
}

declare const AbortSignal: { any(signals: readonly AbortSignal[]): AbortSignal }

declare const AbortController: new () => {
  readonly signal: AbortSignal
  abort(reason: unknown): void
}

declare const DOMException: new (message: string, name: string) => Error

declare const TextDecoder: new (
  label: 'utf-8',
  options: { readonly fatal: true; readonly ignoreBOM: true },
) => { decode(bytes: Uint8Array): string }

declare const TextEncoder: new () => { encode(text: string): Uint8Array }
