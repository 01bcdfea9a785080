import type { NodeApi } from '#api/calls.ts'
import { FILE_READ_BYTES } from '#api/limits.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import { settled } from '../../hooks/use-command.ts'

interface Read {
  readonly cid: string
  readonly path?: string
}

/**
 * Yields the bytes of a file in this tab by part, and reads the next part while the last one is used. It ends
 * after a part that failed.
 */
export async function* readParts(
  api: NodeApi,
  { cid, path }: Read,
  signal: AbortSignal,
): AsyncGenerator<Result<Uint8Array<ArrayBuffer>, Failure>> {
  const read = (offset: number) =>
    settled(api.fileRead({ cid, offset, length: FILE_READ_BYTES, ...(path ? { path } : {}) }, signal))
  let offset = 0
  let next = read(0)
  for (;;) {
    const part = await next
    if (!part.ok) {
      yield part
      return
    }
    const { bytes, sizeBytes } = part.value
    offset += bytes.length
    const isLast = offset >= sizeBytes || bytes.length === 0
    if (!isLast) next = read(offset)
    // Over a port bytes have a buffer of their own.
    yield ok(bytes as Uint8Array<ArrayBuffer>)
    if (isLast) return
  }
}
