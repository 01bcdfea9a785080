import { createHmac, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ATTRIBUTE, type Attribute } from './attributes.ts'

/** The methods of RFC 8489 and RFC 8656 that this server knows. */
export const METHOD = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const

export type MessageClass = 'request' | 'indication' | 'success' | 'error'

/** What a message says, without what protects it. */
export interface MessageContent {
  readonly kind: MessageClass
  readonly method: number
  /** 12 bytes. */
  readonly transactionId: Buffer
  readonly attributes: readonly Attribute[]
}

/** A message as it was received. Its attributes are those before the MESSAGE-INTEGRITY, which protects them. */
export interface StunMessage extends MessageContent {
  /** Whether `key` made the MESSAGE-INTEGRITY; undefined if the message has none. */
  readonly verify: ((key: Buffer) => boolean) | undefined
}

const CLASSES: readonly MessageClass[] = ['request', 'indication', 'success', 'error']
const MAGIC_COOKIE = 0x2112a442
const HEADER_BYTES = 20
const INTEGRITY_BYTES = 20
/** "STUN", so that the checksum differs from those of other protocols. */
const FINGERPRINT_MASK = 0x5354554e

/**
 * Reads a whole message (RFC 8489, section 5): undefined for anything else, for one of the older RFC 3489
 * without the magic cookie, and for one with a wrong FINGERPRINT.
 */
export function decodeMessage(bytes: Buffer): StunMessage | undefined {
  if (bytes.length < HEADER_BYTES || bytes.length % 4 !== 0) return undefined
  const type = bytes.readUInt16BE(0)
  if (type > 0x3fff || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return undefined
  if (bytes.readUInt16BE(2) !== bytes.length - HEADER_BYTES) return undefined

  const attributes: Attribute[] = []
  let verify: StunMessage['verify']
  for (let at = HEADER_BYTES; at < bytes.length; ) {
    const attribute = readAttribute(bytes, at)
    if (!attribute) return undefined
    const end = at + 4 + padded(attribute.value.length)
    if (attribute.type === ATTRIBUTE.fingerprint) {
      // It is the last one, and covers all before it.
      if (end !== bytes.length || !isFingerprint(bytes.subarray(0, at), attribute.value)) return undefined
    } else if (attribute.type === ATTRIBUTE.messageIntegrity && !verify) {
      verify = verifier(bytes.subarray(0, at), attribute.value)
    } else if (!verify) {
      attributes.push(attribute)
    }
    at = end
  }
  return {
    kind: CLASSES[((type >> 7) & 2) | ((type >> 4) & 1)] as MessageClass,
    method: ((type >> 2) & 0xf80) | ((type >> 1) & 0x70) | (type & 0xf),
    transactionId: bytes.subarray(8, HEADER_BYTES),
    attributes,
    verify,
  }
}

/** Writes a message, with a MESSAGE-INTEGRITY by `key` if there is one, and always with a FINGERPRINT. */
export function encodeMessage({ attributes, ...head }: MessageContent, key?: Buffer): Buffer {
  const parts = [header(head), ...attributes.map(writeAttribute)]
  const protect = (type: number, valueBytes: number, value: (covered: Buffer) => Buffer) => {
    const covered = withLength(Buffer.concat(parts), 4 + valueBytes)
    parts.splice(0, parts.length, covered, writeAttribute({ type, value: value(covered) }))
  }
  if (key) protect(ATTRIBUTE.messageIntegrity, INTEGRITY_BYTES, covered => integrityOf(covered, key))
  protect(ATTRIBUTE.fingerprint, 4, fingerprintOf)
  return Buffer.concat(parts)
}

function header({ kind, method, transactionId }: Omit<MessageContent, 'attributes'>): Buffer {
  const bits = CLASSES.indexOf(kind)
  const bytes = Buffer.alloc(HEADER_BYTES)
  bytes.writeUInt16BE(
    ((method & 0xf80) << 2) | ((method & 0x70) << 1) | (method & 0xf) | ((bits & 2) << 7) | ((bits & 1) << 4),
    0,
  )
  bytes.writeUInt32BE(MAGIC_COOKIE, 4)
  transactionId.copy(bytes, 8)
  return bytes
}

function readAttribute(bytes: Buffer, at: number): Attribute | undefined {
  if (at + 4 > bytes.length) return undefined
  const length = bytes.readUInt16BE(at + 2)
  if (at + 4 + length > bytes.length) return undefined
  return { type: bytes.readUInt16BE(at), value: bytes.subarray(at + 4, at + 4 + length) }
}

function writeAttribute({ type, value }: Attribute): Buffer {
  const bytes = Buffer.alloc(4 + padded(value.length))
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(value.length, 2)
  value.copy(bytes, 4)
  return bytes
}

/** A message up to an attribute that protects it, with the length that it has including `more` bytes. */
function withLength(bytes: Buffer, more: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt16BE(bytes.length - HEADER_BYTES + more, 2)
  return copy
}

function verifier(before: Buffer, value: Buffer): (key: Buffer) => boolean {
  return key =>
    value.length === INTEGRITY_BYTES &&
    timingSafeEqual(integrityOf(withLength(before, 4 + INTEGRITY_BYTES), key), value)
}

const integrityOf = (covered: Buffer, key: Buffer): Buffer => createHmac('sha1', key).update(covered).digest()

function fingerprintOf(covered: Buffer): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE((crc32(covered) ^ FINGERPRINT_MASK) >>> 0)
  return bytes
}

const isFingerprint = (before: Buffer, value: Buffer): boolean => fingerprintOf(before).equals(value)

const padded = (length: number): number => (length + 3) & ~3
