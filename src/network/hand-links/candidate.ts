import type { CborValue } from '#chain/codec.ts'
import { bytesUpTo, safeInteger, tuple } from '#chain/schema.ts'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { textFromUtf8, utf8FromText } from '#lib/utf8.ts'

const KINDS = ['host', 'srflx', 'relay'] as const

/** An address at which a browser may be reached over UDP (RFC 8839, 5.1). */
export interface Candidate {
  readonly kind: (typeof KINDS)[number]
  /** An IPv4 or IPv6 address, or the name that a browser gave it instead (`….local`). */
  readonly address: string
  readonly port: number
}

/** Priorities by kind, as RFC 8445, 5.1.2.2 recommends them. */
const PREFERENCES = { host: 126, srflx: 100, relay: 0 } as const
const LINE = /^(?:a=)?candidate:\S+ 1 udp \d+ (\S+) (\d+) typ (host|srflx|relay)\b/i
const HIDDEN_NAME = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\.local$/
const NAME = /^[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,4}$/
const MAX_NAME_BYTES = 128

const V4_BYTES = 4
const V6_BYTES = 16
/** The UUID of a hidden name, after a byte that tells it from an IPv6 address. */
const HIDDEN_BYTES = 17

const readFields = tuple({ kind: safeInteger, address: bytesUpTo(MAX_NAME_BYTES), port: safeInteger })

/** Reads a line of a session description; undefined for one over TCP or of another kind. */
export function candidateOf(line: string): Candidate | undefined {
  const [, address, port, type] = LINE.exec(line) ?? []
  const kind = KINDS.find(each => each === type?.toLowerCase())
  if (!kind || !address || !isPort(Number(port)) || addressBytes(address) === undefined) return undefined
  return { kind, address: address.toLowerCase(), port: Number(port) }
}

/** The line of a session description; `index` is its place among the candidates. */
export function candidateLine({ kind, address, port }: Candidate, index: number): string {
  const priority = PREFERENCES[kind] * 2 ** 24 + (65_535 - index) * 2 ** 8 + 255
  const related = kind === 'host' ? '' : ' raddr 0.0.0.0 rport 0'
  return `a=candidate:${index + 1} 1 udp ${priority} ${address} ${port} typ ${kind}${related}`
}

/** [kind, address bytes, port] */
export const encodeCandidate = ({ kind, address, port }: Candidate): CborValue => [
  BigInt(KINDS.indexOf(kind)),
  addressBytes(address) ?? new Uint8Array(),
  BigInt(port),
]

/** Reads what {@link encodeCandidate} returned. */
export function readCandidate(value: CborValue): Result<Candidate, string> {
  const fields = readFields(value)
  if (!fields.ok) return fields
  const kind = KINDS[fields.value.kind]
  const address = addressText(fields.value.address)
  const { port } = fields.value
  if (kind === undefined || address === undefined || !isPort(port)) return err('not a candidate')
  return ok({ kind, address, port })
}

const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536

/** Undefined for what is not an address. */
function addressBytes(address: string): Uint8Array | undefined {
  const lower = address.toLowerCase()
  const hidden = HIDDEN_NAME.exec(lower)
  if (hidden) return Uint8Array.of(0, ...hexToBytes(hidden.slice(1).join('')))
  if (lower.includes(':')) return v6Bytes(lower)
  if (/^[\d.]+$/.test(lower)) return v4Bytes(lower)
  return NAME.test(lower) ? Uint8Array.of(1, ...utf8FromText(lower)) : undefined
}

function addressText(bytes: Uint8Array): string | undefined {
  if (bytes.length === V4_BYTES) return bytes.join('.')
  if (bytes.length === V6_BYTES) return v6Text(bytes)
  if (bytes.length === HIDDEN_BYTES && bytes[0] === 0) {
    const hex = bytesToHex(bytes.subarray(1))
    return `${[
      [0, 8],
      [8, 12],
      [12, 16],
      [16, 20],
      [20, 32],
    ]
      .map(([from, to]) => hex.slice(from, to))
      .join('-')}.local`
  }
  const name = bytes[0] === 1 ? textFromUtf8(bytes.subarray(1)) : undefined
  return name !== undefined && NAME.test(name) && !/^[\d.]+$/.test(name) ? name : undefined
}

function v4Bytes(text: string): Uint8Array | undefined {
  const parts = text.split('.')
  const isAddress =
    parts.length === V4_BYTES && parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)
  return isAddress ? Uint8Array.from(parts, Number) : undefined
}

/** RFC 4291, 2.2, without embedded IPv4 addresses and zones, which browsers do not write. */
function v6Bytes(text: string): Uint8Array | undefined {
  const halves = text.split('::').map(half => (half === '' ? [] : half.split(':')))
  const [head = [], tail] = halves
  const missing = 8 - head.length - (tail?.length ?? 0)
  if (halves.length > 2 || missing < 0 || (tail === undefined) !== (missing === 0)) return undefined
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])]
  if (!groups.every(group => /^[0-9a-f]{1,4}$/.test(group))) return undefined
  return hexToBytes(groups.map(group => group.padStart(4, '0')).join(''))
}

const v6Text = (bytes: Uint8Array): string =>
  Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  ).join(':')
