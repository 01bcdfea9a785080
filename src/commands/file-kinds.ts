import { type Failure, fail, ok, type Result } from '../lib/result.ts'
import type { Kind } from './kinds.ts'
import { text } from './kinds.ts'
import { listOf } from './list-kinds.ts'

/** Bytes, which no line carries: a `Blob`, `File`, `ArrayBuffer` or typed array beside it. */
export const content: Kind<Blob> = {
  label: 'bytes',
  parse: (_, field) =>
    fail('BAD_VALUE', `${field}: a line carries no bytes; give them beside it, as a Uint8Array or a File`),
  read: readContent,
}

function readContent(value: object, field: string): Result<Blob, Failure> {
  if (value instanceof Blob) return ok(value)
  if (value instanceof ArrayBuffer) return ok(new Blob([value]))
  if (ArrayBuffer.isView(value)) return ok(new Blob([value as Uint8Array<ArrayBuffer>]))
  return fail('BAD_VALUE', `${field}: it holds no bytes; give a Uint8Array or a File`)
}

/** Addresses of servers. The node says which it takes. */
export const urls = listOf<string>({ ...text, label: 'url' })

/** Addresses of IPFS nodes, as `/dns4/host/tcp/443/tls/ws/p2p/…`. The node says which it takes. */
export const multiaddrs = listOf<string>({ ...text, label: 'multiaddr' })

/** Files of a folder: a list of `{path, bytes}` beside the line. */
export const folderFiles: Kind<{ path: string; file: Blob }[]> = {
  label: '{path,bytes},…',
  parse: (_, field) => fail('BAD_VALUE', `${field}: a line carries no bytes; give a list beside it`),
  read(value, field) {
    if (!Array.isArray(value)) return fail('BAD_VALUE', `${field}: it is no list; write [{ path, bytes }]`)
    const files: { path: string; file: Blob }[] = []
    for (const [i, item] of (value as unknown[]).entries()) {
      const { path, bytes } = (item ?? {}) as { path?: unknown; bytes?: unknown }
      if (typeof path !== 'string' || typeof bytes !== 'object' || bytes === null) {
        return fail('BAD_VALUE', `${field}: ${i + 1}: give its path and bytes`)
      }
      const file = readContent(bytes, `${field}: ${i + 1}`)
      if (!file.ok) return file
      files.push({ path, file: file.value })
    }
    return ok(files)
  },
}
