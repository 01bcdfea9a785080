import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * The address to which limits apply. An IPv6 client owns a whole /64, so that counts as one.
 * `X-Forwarded-For` is read only behind a proxy that sets it (anyone can write it otherwise), and then only
 * its last entry, which the proxy added.
 */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? [request.headers['x-forwarded-for']].flat().join(',') : ''
  const address = forwarded.split(',').at(-1)?.trim() || request.socket.remoteAddress || 'unknown'
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  return mapped?.[1] ?? `${firstHextets(address).join(':')}::/64`
}

/** The first four groups of an IPv6 address, `::` filled in. */
function firstHextets(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).map(group => Number.parseInt(group, 16).toString(16))
}
