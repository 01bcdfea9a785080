import { createHash } from 'node:crypto'

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi

/**
 * The permissions of the page. Code is loaded from this origin only, and inline scripts of the built page are
 * allowed by their hash. Connections may go anywhere, because the signaling server may be another host, as
 * are the gateways and nodes of the public IPFS that a person lists; WebRTC is outside of this policy in all
 * browsers. Inline styles are allowed because Mantine writes style elements.
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    `default-src 'self'`,
    // The node compiles WebAssembly (mining, contracts); JavaScript's own eval stays forbidden.
    `script-src ${[`'self'`, `'wasm-unsafe-eval'`, ...hashes].join(' ')}`,
    `worker-src 'self' blob:`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob:`,
    // For the viewer that shows a file as PDF; HTML in a file has a frame without an address
    // (ui/features/file/preview).
    `frame-src 'self' blob:`,
    `font-src 'self' data:`,
    `connect-src 'self' ws: wss: http: https: data: blob:`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'self'`,
  ].join('; ')
}

/** On every answer. The page's address contains invites, so no other site may receive it as a referrer. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}
