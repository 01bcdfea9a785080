import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import { isEveryAddress, isLoopback, lanAddresses } from './lan.ts'

/** A browser asks all of them for each connection; one or two are the network cards. */
const MAX_LAN_ADDRESSES = 2

/**
 * The host at which a client asked, without its port; undefined if it named none. Behind a trusted proxy it
 * is what the proxy wrote into `X-Forwarded-Host`, if it did.
 */
export function askedHost({ headers }: IncomingMessage, trustProxy: boolean): string | undefined {
  const forwarded = trustProxy ? [headers['x-forwarded-host']].flat().join(',').split(',').at(-1)?.trim() : ''
  const url = `http://${forwarded || headers.host}`
  if (!URL.canParse(url)) return undefined
  const { hostname } = new URL(url)
  return /^(?:[\w.-]+|\[[\da-f:]+\])$/i.test(hostname) ? hostname : undefined
}

/**
 * The hosts by which a tab should know this server's STUN and relay, as they stand in a URL. It reaches the
 * server at the host at which it asked. A tab on this machine that asked at a loopback address gets those of
 * the LAN instead: asked there, STUN answers with an address that other machines can use. A server that
 * listens only on loopback is of use only to tabs that asked there; others came through a proxy, which
 * forwards no UDP.
 */
export function iceHosts(
  boundAddress: string,
  asked: string | undefined,
  trustProxy: boolean,
  lan: () => readonly string[] = lanAddresses,
): string[] {
  if (asked === undefined) return []
  const own = isIPv6(boundAddress) ? `[${boundAddress}]` : boundAddress
  if (!isLoopback(asked.replace(/^\[|\]$/g, ''))) return isLoopback(boundAddress) ? [] : [asked]
  // The proxy asked in the name of a tab that is somewhere else.
  if (trustProxy) return []
  if (!isEveryAddress(boundAddress)) return [own]
  const addresses = lan().slice(0, MAX_LAN_ADDRESSES)
  return addresses.length > 0 ? addresses : [asked]
}
