import { decodeValue } from './decode-value.ts'
import { encodeValue } from './encode-value.ts'
import { ENVELOPE_BYTES, ENVELOPE_DEPTH, MAX_VALUE_BYTES, MAX_VALUE_DEPTH } from './limits.ts'
import { HEADER_BYTES } from './prelude/prelude-source.ts'
import type { Value } from './value.ts'

// Values cross between host and contract in one buffer of the module's memory, after a header of two 32-bit
// numbers: the status, and the length in bytes.

/**
 * What crossed the boundary is not a value, although the interface's own code passes only values: the call
 * ends here and has used all its gas.
 */
export class BrokenBorder extends Error {}

const ENVELOPE = { maxBytes: MAX_VALUE_BYTES + ENVELOPE_BYTES, maxDepth: MAX_VALUE_DEPTH + ENVELOPE_DEPTH }

/** The length of the value in the buffer. */
export const valueLength = (memory: WebAssembly.Memory, buffer: number): number =>
  new DataView(memory.buffer).getUint32(buffer + 4, true)

/** The value in the buffer. */
export function readValue(memory: WebAssembly.Memory, buffer: number): Value {
  const length = valueLength(memory, buffer)
  if (length > ENVELOPE.maxBytes) throw new BrokenBorder()
  const value = decodeValue(new Uint8Array(memory.buffer, buffer + HEADER_BYTES, length), ENVELOPE)
  if (!value.ok) throw new BrokenBorder()
  return value.value
}

/** The bytes of a value, or undefined where it is too large or too deep. */
export function valueBytes(value: Value): Uint8Array | undefined {
  const bytes = encodeValue(value, ENVELOPE)
  return bytes.ok ? bytes.value : undefined
}

/** Writes a value and its status into the buffer. */
export function writeValue(memory: WebAssembly.Memory, buffer: number, status: number, value: Value): void {
  const bytes = valueBytes(value)
  if (!bytes) throw new BrokenBorder()
  putBytes(memory, buffer, status, bytes)
}

/** Writes the bytes of a value and its status into the buffer. */
export function putBytes(
  memory: WebAssembly.Memory,
  buffer: number,
  status: number,
  bytes: Uint8Array,
): void {
  const view = new DataView(memory.buffer)
  view.setInt32(buffer, status, true)
  view.setInt32(buffer + 4, bytes.length, true)
  new Uint8Array(memory.buffer).set(bytes, buffer + HEADER_BYTES)
}
