import { WasmFormatError } from './wasm-format-error.ts'

/**
 * Reads WebAssembly's integers (LEB128, specification §5.2.2) one after the other. A read past the end
 * throws.
 */
export interface ByteReader {
  readonly bytes: Uint8Array
  offset: number
  readonly atEnd: boolean
  byte(): number
  /** Unsigned LEB128 of at most 32 bits. */
  u32(): number
  /** Skips a LEB128 of either sign with at most 64 bits. */
  skipInteger(): void
  skip(count: number): void
  /** A view of the next `count` bytes. */
  take(count: number): Uint8Array
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  let offset = 0

  const need = (count: number) => {
    if (offset + count > bytes.length) throw new WasmFormatError(`it ends early, at byte ${bytes.length}`)
  }

  const byte = () => {
    need(1)
    return bytes[offset++] as number
  }

  return {
    bytes,
    get offset() {
      return offset
    },
    set offset(value) {
      offset = value
    },
    get atEnd() {
      return offset >= bytes.length
    },
    byte,
    u32() {
      let value = 0
      for (let shift = 0; shift < 35; shift += 7) {
        const next = byte()
        value += (next & 0x7f) * 2 ** shift
        if (next < 0x80 && value <= 0xffff_ffff) return value
      }
      throw new WasmFormatError(`the integer before byte ${offset} has more than 32 bits`)
    },
    skipInteger() {
      for (let count = 0; count < 10; count++) if (byte() < 0x80) return
      throw new WasmFormatError(`the integer before byte ${offset} has more than 64 bits`)
    },
    skip(count) {
      need(count)
      offset += count
    },
    take(count) {
      need(count)
      offset += count
      return bytes.subarray(offset - count, offset)
    },
  }
}
