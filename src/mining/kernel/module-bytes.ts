/**
 * Pieces of a WebAssembly module in order: bytes, and nested pieces, so that nothing is copied before the
 * end.
 */
export type Code = readonly (number | Code)[]

/** The bytes of `code`. */
function flat(code: Code, into: number[] = []): number[] {
  for (const piece of code) {
    if (typeof piece === 'number') into.push(piece)
    else flat(piece, into)
  }
  return into
}

/** An unsigned integer in LEB128, as WebAssembly writes every count, index and offset. */
export function u32(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, u32(value >>> 7)]
}

/** A signed 32-bit integer in LEB128, as constants are written. */
export function s32(value: number): Code {
  const done = value >= -64 && value < 64
  return done ? [value & 0x7f] : [(value & 0x7f) | 0x80, s32(value >> 7)]
}

export const I32_TYPE = 0x7f
export const V128_TYPE = 0x7b

/**
 * A function of 32-bit integers to one: the locals it has beyond its parameters, as runs of one type, and its
 * code.
 */
export interface FunctionBody {
  readonly parameters: number
  readonly locals: readonly { readonly count: number; readonly type: number }[]
  readonly code: Code
}

/**
 * A WebAssembly module (core specification 2.0, 5.5) with one exported function, and one page of memory that
 * it imports as `host.memory`. It writes no other kind of module.
 */
export function moduleBytes(
  name: string,
  { parameters, locals, code }: FunctionBody,
): Uint8Array<ArrayBuffer> {
  const type = [0x60, vector(Array.from({ length: parameters }, () => [I32_TYPE])), vector([[I32_TYPE]])]
  const memory = [text('host'), text('memory'), 0x02, 0x00, u32(1)]
  const runs = locals.map(({ count, type }) => [u32(count), type])

  const module = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, [type]),
    section(2, [memory]),
    section(3, [[0]]),
    section(7, [[text(name), 0x00, 0]]),
    section(10, [sized([vector(runs), code, 0x0b])]),
  ]
  return Uint8Array.from(flat(module))
}

function section(id: number, items: readonly Code[]): Code {
  return [id, sized(vector(items))]
}

/** `code` after its length in bytes. */
function sized(code: Code): Code {
  const bytes = flat(code)
  return [u32(bytes.length), bytes]
}

/** `items` after their number. */
function vector(items: readonly Code[]): Code {
  return [u32(items.length), items]
}

function text(value: string): Code {
  return sized([...new TextEncoder().encode(value)])
}
