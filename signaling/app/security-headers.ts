import { createHash } from 'node:crypto'

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi

/**
 * What the page may do. Code comes from this origin only, and inline scripts of the built page count by their
 * hash. Connections go anywhere, because the signaling server may be another host, and so are the gateways
 * and nodes of the public IPFS that a person lists; WebRTC is outside of this policy in all browsers. Mantine
 * writes style elements, hence the inline styles.
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
    // The viewer of PDFs, which a file is shown in; what is HTML in a file has a frame without an address
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

/** On every answer. Invites travel in the page's address, so that no other site may see it as a referrer. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}
