import { createHash } from 'node:crypto'
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** The fixed text of RFC 6455, 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/**
 * The answer that opens a WebSocket (RFC 6455, 4.2.2), without extensions: compression would cost each client
 * more memory than everything else. Undefined if the request does not ask for one of version 13.
 */
export function openingResponse({ method, headers }: IncomingMessage): string | undefined {
  const key = headers['sec-websocket-key']
  const isWanted = method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'
  if (!isWanted || headers['sec-websocket-version'] !== '13') return undefined
  if (key === undefined || !/^[A-Za-z0-9+/]{22}==$/.test(key)) return undefined
  const accept = createHash('sha1')
    .update(key + GUID)
    .digest('base64')
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    '\r\n',
  ].join('\r\n')
}

export type RefusalStatus = 400 | 403 | 404 | 429 | 503

/** Answers an upgrade with an error, and ends the connection. */
export function refuseUpgrade(stream: Duplex, status: RefusalStatus): void {
  stream.on('error', () => {})
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
