import type { IncomingMessage } from 'node:http'
import { limitedAddress } from './ip-address.ts'

/**
 * The address to which limits apply. `X-Forwarded-For` is read only behind a proxy that sets it (anyone can
 * write it otherwise), and then only its last entry, which the proxy added.
 */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? [request.headers['x-forwarded-for']].flat().join(',') : ''
  return limitedAddress(forwarded.split(',').at(-1)?.trim() || request.socket.remoteAddress || 'unknown')
}
