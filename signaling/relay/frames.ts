const HEADER_BYTES = 20

/**
 * Cuts the bytes of a connection into packets (RFC 8656, section 12.5): messages of STUN, and channel data,
 * which TCP pads to a multiple of four bytes.
 */
export class Frames {
  #rest: Buffer = Buffer.alloc(0)

  constructor(private readonly maxBytes: number) {}

  /** The packets that are complete now; undefined if the bytes are something else, or a packet is too long. */
  add(chunk: Buffer): Buffer[] | undefined {
    const packets: Buffer[] = []
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    while (bytes.length >= 4) {
      const length = frameBytes(bytes)
      if (length === undefined || length > this.maxBytes) return undefined
      if (bytes.length < length) break
      packets.push(bytes.subarray(0, length))
      bytes = bytes.subarray(length)
    }
    this.#rest = bytes
    return packets
  }
}

/** Whether a connection begins with a message of STUN rather than with HTTP (a letter) or TLS (0x16). */
export const isStun = (firstByte: number | undefined): boolean => firstByte !== undefined && firstByte < 4

function frameBytes(bytes: Buffer): number | undefined {
  const first = bytes[0] ?? 0xff
  const length = bytes.readUInt16BE(2)
  if (first < 0x40) return length % 4 === 0 ? HEADER_BYTES + length : undefined
  return first <= 0x4f ? 4 + ((length + 3) & ~3) : undefined
}
