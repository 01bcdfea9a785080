import { fail, ok } from '../lib/result.ts'
import type { Kind } from './kinds.ts'
import { text } from './kinds.ts'
import { listOf } from './list-kinds.ts'

/** Bytes, which no line carries: a `Blob`, `File`, `ArrayBuffer` or typed array beside it. */
export const content: Kind<Blob> = {
  label: 'bytes',
  parse: (_, field) =>
    fail('BAD_VALUE', `${field}: a line carries no bytes; give them beside it, as a Uint8Array or a File`),
  read(value, field) {
    if (value instanceof Blob) return ok(value)
    if (value instanceof ArrayBuffer) return ok(new Blob([value]))
    if (ArrayBuffer.isView(value)) return ok(new Blob([value as Uint8Array<ArrayBuffer>]))
    return fail('BAD_VALUE', `${field}: it holds no bytes; give a Uint8Array or a File`)
  },
}

/** Addresses of servers. The node says which it takes. */
export const urls = listOf<string>({ ...text, label: 'url' })
