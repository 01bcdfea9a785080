import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Kind } from './kinds.ts'
import { text } from './kinds.ts'
import { listOf } from './list-kinds.ts'

/** Bytes, which only `input` can carry: a `Blob`, `File`, `ArrayBuffer` or typed array. */
export const content: Kind<Blob> = {
  label: 'bytes',
  parse: (_, field) =>
    fail('VALUE_BAD', `${field}: a line cannot carry bytes; pass them as input, as a Uint8Array or a File`),
  read: readBytes,
}

/** The files of a folder: `[{ path, bytes }]` as input. */
export const folderContent: Kind<{ path: string; file: Blob }[]> = {
  label: 'files',
  parse: (_, field) =>
    fail('VALUE_BAD', `${field}: a line cannot carry files; pass them as input, as [{ path, bytes }]`),
  read(value, field) {
    if (!Array.isArray(value)) return fail('VALUE_BAD', `${field}: give a list of { path, bytes }`)
    const files: { path: string; file: Blob }[] = []
    for (const { path, bytes } of value as { path?: unknown; bytes?: unknown }[]) {
      const file = readBytes(bytes, field)
      if (!file.ok) return file
      if (typeof path !== 'string')
        return fail('VALUE_BAD', `${field}: it is missing; give the file’s path in the folder`)
      files.push({ path, file: file.value })
    }
    return ok(files)
  },
}

/** Addresses of servers. The node checks them. */
export const urls = listOf<string>({ ...text, label: 'url' })

/** Addresses of IPFS nodes, such as `/dns4/host/tcp/443/tls/ws/p2p/…`. The node checks them. */
export const multiaddrs = listOf<string>({ ...text, label: 'multiaddr' })

function readBytes(value: unknown, field: string): Result<Blob, Failure> {
  if (value instanceof Blob) return ok(value)
  if (value instanceof ArrayBuffer) return ok(new Blob([value]))
  if (ArrayBuffer.isView(value)) return ok(new Blob([value as Uint8Array<ArrayBuffer>]))
  return fail('VALUE_BAD', `${field}: it does not hold bytes; give a Uint8Array or a File`)
}
