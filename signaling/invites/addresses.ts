import type { IncomingMessage } from 'node:http'
import { askedHost } from '../ice-hosts.ts'
import { isEveryAddress, isLoopback, lanAddresses, urlOf } from '../lan.ts'
import type { ServerOptions } from '../options.ts'

/** More are virtual networks, among which nobody finds the right one. */
const MAX_ADDRESSES = 4

/** What `/signal/addresses` answers. */
export interface AddressesAnswer {
  /** Where other machines open the app. */
  readonly urls: readonly string[]
  /**
   * Why there are none: the server listens on this machine only, or it speaks http, over which browsers of
   * other machines withhold what a node needs.
   */
  readonly reason?: 'loopback' | 'http'
}

type Options = Pick<ServerOptions, 'host' | 'https' | 'trustProxy'>

/**
 * The addresses at which others reach this server, for its own page at a loopback address: no other page, and
 * nobody elsewhere, learns the addresses of this machine here.
 */
export function addressesFor(
  request: IncomingMessage,
  { host, https, trustProxy }: Options,
  lan: () => readonly string[] = lanAddresses,
): AddressesAnswer {
  if (trustProxy || !isOwnPageHere(request)) return { urls: [] }
  if (isLoopback(host)) return { urls: [], reason: 'loopback' }
  if (!https) return { urls: [], reason: 'http' }
  const hosts = isEveryAddress(host) ? lan().slice(0, MAX_ADDRESSES) : [host]
  return { urls: hosts.map(name => urlOf('https', name, request.socket.localPort ?? 443)) }
}

function isOwnPageHere(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  const isOwn = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
  const asked = askedHost(request, false)?.replace(/^\[|\]$/g, '')
  const from = request.socket.remoteAddress?.replace('::ffff:', '')
  return isOwn && asked !== undefined && isLoopback(asked) && from !== undefined && isLoopback(from)
}
