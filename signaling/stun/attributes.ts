import { ipBytes, ipText } from '../ip-address.ts'

/** The attributes of RFC 8489 and RFC 8656 that this server reads or writes. */
export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
  fingerprint: 0x8028,
} as const

type AttributeType = (typeof ATTRIBUTE)[keyof typeof ATTRIBUTE]

export interface Attribute {
  readonly type: number
  readonly value: Buffer
}

/** From here on a receiver may ignore an attribute that it does not know. */
const OPTIONAL_FROM = 0x8000
const KNOWN: ReadonlySet<number> = new Set(Object.values(ATTRIBUTE))

export interface TransportAddress {
  /** An IP address. */
  readonly address: string
  readonly port: number
}

interface WithAttributes {
  readonly attributes: readonly Attribute[]
}

/** The value of the first attribute of this type. */
export const valueIn = ({ attributes }: WithAttributes, type: AttributeType): Buffer | undefined =>
  attributes.find(attribute => attribute.type === type)?.value

/** The number in a value of exactly 4 bytes. */
export const numberOf = (value: Buffer | undefined): number | undefined =>
  value?.length === 4 ? value.readUInt32BE() : undefined

/** The types that a receiver has to understand and that this server does not. */
export const unknownTypes = ({ attributes }: WithAttributes): number[] =>
  attributes.map(({ type }) => type).filter(type => type < OPTIONAL_FROM && !KNOWN.has(type))

export const textAttribute = (type: AttributeType, text: string): Attribute => ({
  type,
  value: Buffer.from(text),
})

export function numberAttribute(type: AttributeType, number: number): Attribute {
  const value = Buffer.alloc(4)
  value.writeUInt32BE(number)
  return { type, value }
}

export function errorAttribute(code: number, reason: string): Attribute {
  const head = Buffer.from([0, 0, Math.floor(code / 100), code % 100])
  return { type: ATTRIBUTE.errorCode, value: Buffer.concat([head, Buffer.from(reason)]) }
}

export function unknownTypesAttribute(types: readonly number[]): Attribute {
  const value = Buffer.alloc(2 * types.length)
  for (const [i, type] of types.entries()) value.writeUInt16BE(type, 2 * i)
  return { type: ATTRIBUTE.unknownAttributes, value }
}

/**
 * An address as XOR-MAPPED-ADDRESS and its likes have it (RFC 8489, section 14.2), hidden from routers that
 * would replace addresses within packets. Throws if it is not an IP address.
 */
export function addressAttribute(
  type: AttributeType,
  { address, port }: TransportAddress,
  transactionId: Buffer,
): Attribute {
  const bytes = ipBytes(address)
  if (!bytes) throw new TypeError(`${address} is not an IP address`)
  const head = Buffer.from([0, bytes.length === 4 ? 1 : 2, 0, 0])
  head.writeUInt16BE(port ^ 0x2112, 2)
  return { type, value: Buffer.concat([head, masked(bytes, transactionId)]) }
}

/** The address in such a value; undefined if it has another form. */
export function addressOf(value: Buffer | undefined, transactionId: Buffer): TransportAddress | undefined {
  if (!value || value.length !== (value[1] === 1 ? 8 : value[1] === 2 ? 20 : -1)) return undefined
  return { address: ipText(masked(value.subarray(4), transactionId)), port: value.readUInt16BE(2) ^ 0x2112 }
}

function masked(bytes: Buffer, transactionId: Buffer): Buffer {
  const mask = Buffer.concat([Buffer.from([0x21, 0x12, 0xa4, 0x42]), transactionId])
  return Buffer.from(bytes.map((byte, i) => byte ^ (mask[i] ?? 0)))
}
