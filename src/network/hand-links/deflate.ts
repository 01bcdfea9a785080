import { concatBytes } from '#lib/bytes.ts'

/** Compresses with zlib (RFC 1950), by the browser's own code. */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const parts = await through(bytes, new CompressionStream('deflate'), Number.POSITIVE_INFINITY)
  return concatBytes(...(parts ?? []))
}

/** Decompresses; undefined for bytes that are not zlib's, or that unpack to more than `maxBytes`. */
export async function inflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array | undefined> {
  try {
    const parts = await through(bytes, new DecompressionStream('deflate'), maxBytes)
    return parts && concatBytes(...parts)
  } catch {
    return undefined
  }
}

async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  maxBytes: number,
): Promise<Uint8Array[] | undefined> {
  const reader = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(stream).getReader()
  const parts: Uint8Array[] = []
  for (let size = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return parts
    size += value.length
    if (size > maxBytes) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
}
