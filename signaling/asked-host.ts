import type { IncomingMessage } from 'node:http'

/**
 * The host name that the client dialled, without its port. Behind a proxy it is what the proxy reports, and
 * unknown (undefined) if it reports nothing, because many proxies put their own name into `Host`.
 */
export function askedHost({ headers }: IncomingMessage, trustProxy: boolean): string | undefined {
  const forwarded = [headers['x-forwarded-host']].flat().join(',').split(',').at(-1)?.trim()
  const host = trustProxy ? forwarded : headers.host
  return host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined
}
