/**
 * A growing list of bytes. It knows WebAssembly's integers (LEB128, specification §5.2.2) and nothing else of
 * the format.
 */
export interface ByteWriter {
  byte(value: number): void
  bytes(values: ArrayLike<number>): void
  /** Unsigned LEB128 of 32 bits. */
  u32(value: number): void
  /** Signed LEB128, for the constants of instructions. */
  s64(value: bigint): void
  readonly length: number
  /** A copy of what was written. */
  finish(): Uint8Array
}

export function createByteWriter(capacity = 1024): ByteWriter {
  let buffer = new Uint8Array(capacity)
  let length = 0

  const reserve = (count: number) => {
    if (length + count <= buffer.length) return
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + count))
    larger.set(buffer)
    buffer = larger
  }

  const byte = (value: number) => {
    reserve(1)
    buffer[length++] = value
  }

  return {
    byte,
    bytes(values) {
      reserve(values.length)
      buffer.set(values, length)
      length += values.length
    },
    u32(value) {
      let rest = value
      while (rest > 0x7f) {
        byte((rest & 0x7f) | 0x80)
        rest >>>= 7
      }
      byte(rest)
    },
    s64(value) {
      let rest = value
      for (;;) {
        const low = Number(rest & 0x7fn)
        rest >>= 7n
        // The sign is the last byte's bit 6.
        if ((rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)) return byte(low)
        byte(low | 0x80)
      }
    },
    get length() {
      return length
    },
    finish: () => buffer.slice(0, length),
  }
}
