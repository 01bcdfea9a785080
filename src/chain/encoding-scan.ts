import { ok, type Result } from '#lib/result.ts'
import { type Violation, violation } from './rules.ts'

/** The kinds of items, by the first three bits of their heads (RFC 8949, section 3.1). */
export const MAJOR = {
  unsigned: 0,
  negative: 1,
  bytes: 2,
  text: 3,
  array: 4,
  map: 5,
  tag: 6,
  simple: 7,
} as const

const FALSE = 20
const NULL = 22
const INDEFINITE = 31
/** The first number that needs the length codes 24, 25, 26 and 27: 1, 2, 4 and 8 bytes. */
const SHORTER_REACHES = [24, 2 ** 8, 2 ** 16, 2 ** 32]

/**
 * Walks the heads of a CBOR item without recursion and without building anything, so that depth, number and
 * lengths are bounded before a recursive reader sees the bytes. It rejects what the protocol's encoding does
 * not have: floats, `undefined`, tags, indefinite lengths, integers in long form, lengths beyond the input,
 * trailing bytes. Keys of maps and bad UTF-8, which only decoding shows, are left to {@link readEncoding}.
 */
export function scanEncoding(bytes: Uint8Array, maxDepth: number, maxItems: number): Result<void, Violation> {
  /** Items that are still missing at each level of nesting. */
  const remaining = [1]
  let offset = 0
  let items = 0

  while (remaining.length > 0) {
    const level = remaining.length - 1
    const left = remaining[level] as number
    if (left === 0) {
      remaining.pop()
      continue
    }
    remaining[level] = left - 1
    if (++items > maxItems) {
      return violation('ENCODING_TOO_LARGE', `there are more than ${maxItems} items by byte ${offset}`)
    }

    const head = readHead(bytes, offset)
    if (!head.ok) return head
    const { major, argument, next } = head.value
    offset = next

    if (major === MAJOR.bytes || major === MAJOR.text) {
      offset += argument
      if (offset > bytes.length) return truncated(offset)
    } else if (major === MAJOR.array || major === MAJOR.map) {
      const within = major === MAJOR.map ? argument * 2 : argument
      // every item takes a byte, so a longer list cannot be in the input
      if (within > bytes.length - offset) return truncated(offset + within)
      if (remaining.length > maxDepth) {
        return violation(
          'ENCODING_TOO_DEEP',
          `there are more than ${maxDepth} levels of nesting at byte ${offset}`,
        )
      }
      remaining.push(within)
    }
  }

  if (offset === bytes.length) return ok(undefined)
  return violation('ENCODING_NOT_CANONICAL', `${bytes.length - offset} bytes follow the value`)
}

interface Head {
  readonly major: number
  /**
   * The integer's value, or the length. It is not exact above 2^53, where it is only compared with the
   * input's length.
   */
  readonly argument: number
  readonly next: number
}

function readHead(bytes: Uint8Array, offset: number): Result<Head, Violation> {
  const initial = bytes[offset]
  if (initial === undefined) return truncated(offset + 1)
  const major = initial >> 5
  const info = initial & 31

  if (major === MAJOR.tag)
    return violation('ENCODING_MALFORMED', `there is a tag at byte ${offset}, but tags are not used`)
  if (info === INDEFINITE) {
    return violation('ENCODING_NOT_CANONICAL', `there is an indefinite length at byte ${offset}`)
  }
  if (major === MAJOR.simple) {
    if (info >= FALSE && info <= NULL) return ok({ major, argument: 0, next: offset + 1 })
    return violation(
      'ENCODING_NOT_CANONICAL',
      `there is a float, undefined or an unknown simple value at byte ${offset}; only true, false and null are used`,
    )
  }

  if (info < 24) return ok({ major, argument: info, next: offset + 1 })
  if (info > 27) return violation('ENCODING_MALFORMED', `there is a reserved length at byte ${offset}`)

  const next = offset + 1 + (1 << (info - 24))
  if (next > bytes.length) return truncated(next)
  let argument = 0
  for (let i = offset + 1; i < next; i++) argument = argument * 256 + (bytes[i] as number)
  if (argument < (SHORTER_REACHES[info - 24] as number)) {
    return violation('ENCODING_NOT_CANONICAL', `${argument} is in long form at byte ${offset}`)
  }
  return ok({ major, argument, next })
}

const truncated = (needed: number) =>
  violation(
    'ENCODING_MALFORMED',
    `the input ends before byte ${needed}, although a length includes that byte`,
  )
