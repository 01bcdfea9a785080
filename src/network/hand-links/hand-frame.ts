import { base32nopad, base64urlnopad } from '@scure/base'
import { digest } from '#chain/hash.ts'
import { bytesEqual, concatBytes } from '#lib/bytes.ts'
import { LinkCodes, linkCode } from '#lib/link-codes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { HAND_CHUNK_BYTES, MAX_HAND_CODE_BYTES, MAX_HAND_TEXT } from './limits.ts'

/** What is wrong with a text that should contain an offer or an answer, before anything in it is read. */
export type FrameCode = 'LINK_TEXT_MALFORMED' | 'LINK_TEXT_CUT' | 'LINK_TEXT_CHANGED' | 'LINK_TEXT_VERSION'

const VERSION = 1
const HEADER_BYTES = 3
const CHECKSUM_BYTES = 4
const PREFIX = 'tabchain-link:'

/**
 * Content as text for chats and files: the prefix and base64url without padding of version (1 byte), length
 * (2 bytes, big-endian), the content, and the first four bytes of SHA-256 over all that. The length tells a
 * text that was cut off from one that was changed.
 */
export const frameText = (content: Uint8Array): string => PREFIX + base64urlnopad.encode(framed(content))

/**
 * The same for QR codes: each is `TABCHAIN:<id>:<number>/<count>:<data>` in base32 without padding, with the
 * first characters of the frame's SHA-256 as id, so that the codes of two messages do not mix.
 */
export function frameChunks(content: Uint8Array): string[] {
  const bytes = framed(content)
  const id = chunkId(bytes)
  const count = Math.ceil(bytes.length / HAND_CHUNK_BYTES)
  // Of one length, so that the picture keeps its size.
  const size = Math.ceil(bytes.length / count)
  return Array.from({ length: count }, (_, i) => {
    const data = base32nopad.encode(bytes.subarray(i * size, (i + 1) * size))
    return linkCode(id, i + 1, count, data)
  })
}

/**
 * Reads the content of a text that a person pasted, with anything around it: a code as text, or the chunks of
 * its QR codes in any order, one a line.
 */
export function readFrame(text: string): Result<Uint8Array, Failure<FrameCode>> {
  if (text.length > MAX_HAND_TEXT)
    return fail('LINK_TEXT_MALFORMED', 'the text is longer than any offer or answer; copy only the code')
  const codes = new LinkCodes()
  for (const line of text.split(/\s+/)) codes.add(line)
  if (codes.count > 0) return readCodes(codes)
  const at = text.indexOf(PREFIX)
  if (at < 0)
    return fail(
      'LINK_TEXT_MALFORMED',
      `there is no offer or answer in it; copy the whole text, which begins with "${PREFIX}"`,
    )
  // Chats break long lines; what follows the code is separated by other characters.
  const code = /^[A-Za-z0-9_\-\s]*/.exec(text.slice(at + PREFIX.length))?.[0] ?? ''
  return readCode(code)
}

function readCodes(codes: LinkCodes): Result<Uint8Array, Failure<FrameCode>> {
  if (!codes.isComplete)
    return fail(
      'LINK_TEXT_CUT',
      `only ${codes.held} of ${codes.count} QR codes were read; read the others too`,
    )
  try {
    return unframe(concatBytes(...codes.parts().map(part => base32nopad.decode(part))))
  } catch {
    return fail('LINK_TEXT_CHANGED', 'a QR code of it was changed; scan the codes again')
  }
}

/** Words after the code are base64 too, so its own length decides where it ends. */
function readCode(code: string): Result<Uint8Array, Failure<FrameCode>> {
  const joined = code.replace(/\s+/g, '')
  const whole = bytesOf(joined.slice(0, joined.length - (joined.length % 4)))
  const length = HEADER_BYTES + (((whole[1] ?? 0) << 8) | (whole[2] ?? 0)) + CHECKSUM_BYTES
  const characters = Math.ceil((length * 4) / 3)
  return unframe(joined.length > characters ? bytesOf(joined.slice(0, characters)) : bytesOf(joined))
}

function bytesOf(code: string): Uint8Array {
  try {
    return base64urlnopad.decode(code)
  } catch {
    // The last character is missing or changed; the frame says which.
    return base64urlnopad.decode(code.slice(0, code.length - (code.length % 4)))
  }
}

function framed(content: Uint8Array): Uint8Array {
  const head = concatBytes(Uint8Array.of(VERSION, content.length >> 8, content.length & 0xff), content)
  return concatBytes(head, checksum(head))
}

function unframe(bytes: Uint8Array): Result<Uint8Array, Failure<FrameCode>> {
  const [version, high, low] = bytes
  if (version !== undefined && version !== VERSION)
    return fail(
      'LINK_TEXT_VERSION',
      `it is of version ${version}, this app reads version ${VERSION}; reload both tabs to update them`,
    )
  const end = HEADER_BYTES + (((high ?? 0) << 8) | (low ?? 0))
  if (low === undefined || bytes.length < end + CHECKSUM_BYTES)
    return fail('LINK_TEXT_CUT', 'it is cut off; copy the whole text again')
  const head = bytes.subarray(0, end)
  const isWhole = bytes.length <= MAX_HAND_CODE_BYTES && bytesEqual(checksum(head), bytes.subarray(end))
  return isWhole
    ? ok(head.subarray(HEADER_BYTES))
    : fail('LINK_TEXT_CHANGED', 'a character of it was changed; copy it again instead of typing it')
}

const checksum = (head: Uint8Array): Uint8Array => digest(head).subarray(0, CHECKSUM_BYTES)
const chunkId = (bytes: Uint8Array): string => base32nopad.encode(digest(bytes)).slice(0, 4)
