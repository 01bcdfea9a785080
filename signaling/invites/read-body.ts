import type { IncomingMessage } from 'node:http'

/**
 * The body of a request; undefined if it has more bytes, in which case the rest is not read. Rejects if the
 * client goes away.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  // Not destroyed when the loop ends early: the answer goes through the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
