import { isIPv4, isIPv6 } from 'node:net'

/**
 * The 4 or 16 bytes of an IP address, undefined for any other text. An IPv4 address that a socket for both
 * families writes as `::ffff:192.0.2.1` has 4.
 */
export function ipBytes(address: string): Buffer | undefined {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const text = address.split('%')[0] ?? ''
  if (!isIPv6(text)) return undefined
  const [head = [], tail] = text.split('::').map(hextets)
  const zeros = tail === undefined ? 0 : 8 - head.length - tail.length
  const bytes = Buffer.alloc(16)
  for (const [i, group] of [...head, ...Array<number>(zeros).fill(0), ...(tail ?? [])].entries())
    bytes.writeUInt16BE(group, 2 * i)
  return isMapped(bytes) ? bytes.subarray(12) : bytes
}

/** The text of 4 or 16 bytes; zeros of IPv6 are not shortened. */
export const ipText = (bytes: Buffer): string =>
  bytes.length === 4 ? bytes.join('.') : groupsOf(bytes).join(':')

/** The address to which limits apply: an IPv6 client owns a whole /64, so that counts as one. */
export function limitedAddress(address: string): string {
  const bytes = ipBytes(address)
  if (!bytes) return address
  return bytes.length === 4 ? ipText(bytes) : `${groupsOf(bytes).slice(0, 4).join(':')}::/64`
}

const groupsOf = (bytes: Buffer): string[] =>
  Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16))

/** The groups of one side of `::`; an IPv4 address at the end is two of them. */
function hextets(text: string): number[] {
  if (text === '') return []
  return text.split(':').flatMap(group => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)]
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
    return [(a << 8) | b, (c << 8) | d]
  })
}

const MAPPED = Buffer.from('00000000000000000000ffff', 'hex')
const isMapped = (bytes: Buffer): boolean => bytes.subarray(0, 12).equals(MAPPED)
