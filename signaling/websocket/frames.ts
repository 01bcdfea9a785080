import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/** The kinds of frames of RFC 6455, 5.2. */
export const OPCODE = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** The reasons for which a WebSocket is closed (RFC 6455, 7.4.1, and its registry). */
export const CLOSE = {
  normal: 1000,
  goingAway: 1001,
  protocol: 1002,
  notUtf8: 1007,
  policy: 1008,
  tooLarge: 1009,
  restart: 1012,
} as const

/** Control frames carry at most this many bytes (RFC 6455, 5.5). */
const MAX_CONTROL_BYTES = 125
const MASK_BYTES = 4

/** A frame of a client, unmasked. */
export interface Frame {
  readonly isLast: boolean
  readonly opcode: number
  readonly payload: Buffer
  /** Where the next frame begins. */
  readonly end: number
}

/** A frame that ends the connection, with the code of the close. */
export interface FrameFault extends Failure {
  readonly close: number
}

/**
 * Reads the frame of a client that begins at `at`, and unmasks it in place. The value is undefined while bytes
 * are missing; a frame larger than `maxBytes` is a fault before its payload arrives.
 */
export function readFrame(
  bytes: Buffer,
  at: number,
  maxBytes: number,
): Result<Frame | undefined, FrameFault> {
  if (bytes.length - at < 2) return ok(undefined)
  const [first, second] = [bytes[at] as number, bytes[at + 1] as number]
  const [isLast, opcode, short] = [(first & 0x80) !== 0, first & 0x0f, second & 0x7f]
  if (first & 0x70) return fault(CLOSE.protocol, 'a frame uses an extension')
  if ((second & 0x80) === 0) return fault(CLOSE.protocol, 'a frame of a client must be masked')
  if (opcode > OPCODE.pong || (opcode > OPCODE.binary && opcode < OPCODE.close))
    return fault(CLOSE.protocol, 'a frame has an unknown kind')
  if (opcode >= OPCODE.close && (!isLast || short > MAX_CONTROL_BYTES))
    return fault(CLOSE.protocol, 'a control frame is too long or in parts')

  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  const mask = at + 2 + lengthBytes
  const start = mask + MASK_BYTES
  if (bytes.length < mask) return ok(undefined)
  const size =
    lengthBytes === 0 ? short : lengthBytes === 2 ? bytes.readUInt16BE(at + 2) : longSize(bytes, at + 2)
  if (size > maxBytes) return fault(CLOSE.tooLarge, `a frame is larger than ${maxBytes} bytes`)
  const end = start + size
  if (bytes.length < end) return ok(undefined)
  const payload = bytes.subarray(start, end)
  unmask(payload, bytes, mask)
  return ok({ isLast, opcode, payload, end })
}

/** A whole, unmasked frame, as a server sends it. */
export function frame(opcode: number, payload: Buffer): Buffer {
  const bytes = allocate(opcode, payload.length)
  payload.copy(bytes, bytes.length - payload.length)
  return bytes
}

/** The frame of a text. */
export function textFrame(text: string): Buffer {
  const size = Buffer.byteLength(text)
  const bytes = allocate(OPCODE.text, size)
  bytes.write(text, bytes.length - size)
  return bytes
}

/** The frame of a close with its code; a reason above 123 bytes is cut. */
export function closeFrame(code: number, reason: string): Buffer {
  const payload = Buffer.alloc(2 + Math.min(Buffer.byteLength(reason), MAX_CONTROL_BYTES - 2))
  payload.writeUInt16BE(code)
  payload.write(reason, 2)
  return frame(OPCODE.close, payload)
}

function allocate(opcode: number, size: number): Buffer {
  const lengthBytes = size < 126 ? 0 : size < 65_536 ? 2 : 8
  const bytes = Buffer.allocUnsafe(2 + lengthBytes + size)
  bytes[0] = 0x80 | opcode
  bytes[1] = lengthBytes === 0 ? size : lengthBytes === 2 ? 126 : 127
  if (lengthBytes === 2) bytes.writeUInt16BE(size, 2)
  if (lengthBytes === 8) bytes.writeBigUInt64BE(BigInt(size), 2)
  return bytes
}

/** A length of eight bytes; above 2^53 it is not exact, and too large in any case. */
const longSize = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64BE(at))

function unmask(payload: Buffer, bytes: Buffer, mask: number): void {
  const [a, b, c, d] = [bytes[mask], bytes[mask + 1], bytes[mask + 2], bytes[mask + 3]] as [
    number,
    number,
    number,
    number,
  ]
  if ((a | b | c | d) === 0) return
  const whole = payload.length & ~3
  for (let i = 0; i < whole; i += 4) {
    payload[i] = (payload[i] as number) ^ a
    payload[i + 1] = (payload[i + 1] as number) ^ b
    payload[i + 2] = (payload[i + 2] as number) ^ c
    payload[i + 3] = (payload[i + 3] as number) ^ d
  }
  for (let i = whole; i < payload.length; i++)
    payload[i] = (payload[i] as number) ^ (bytes[mask + (i & 3)] as number)
}

const fault = (close: number, message: string): Result<never, FrameFault> => ({
  ok: false,
  error: { ...fail('FRAME', message).error, close },
})
