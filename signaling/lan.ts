import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

/** The IPv4 addresses under which other machines may reach this one. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}

/** Whether this `host` means every address of the machine. */
export const isEveryAddress = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** Whether browsers treat plain http at this host as a secure context. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.')

export const urlOf = (protocol: 'http' | 'https', host: string, port: number): string =>
  `${protocol}://${isIPv6(host) ? `[${host}]` : host}:${port}/`

/**
 * The URLs to print, the best first: those that other machines can open. Over http the app runs on this
 * machine only.
 */
export function urlsOf(
  protocol: 'http' | 'https',
  host: string,
  port: number,
  lan: () => readonly string[] = lanAddresses,
): string[] {
  if (!isEveryAddress(host)) return [urlOf(protocol, host, port)]
  const hosts = protocol === 'https' ? [...lan(), '127.0.0.1'] : ['127.0.0.1', ...lan()]
  return hosts.map(name => urlOf(protocol, name, port))
}
