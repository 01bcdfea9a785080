import { base32nopad, base64urlnopad } from '@scure/base'
import { digest } from '#chain/hash.ts'
import { bytesEqual, concatBytes } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { HAND_CHUNK_BYTES, MAX_HAND_CHUNKS, MAX_HAND_CODE_BYTES, MAX_HAND_TEXT } from './limits.ts'

/** What is wrong with a text that should contain an offer or an answer, before anything in it is read. */
export type FrameCode = 'LINK_TEXT_MALFORMED' | 'LINK_TEXT_CUT' | 'LINK_TEXT_CHANGED' | 'LINK_TEXT_VERSION'

const VERSION = 1
const HEADER_BYTES = 3
const CHECKSUM_BYTES = 4
const PREFIX = 'tabchain-link:'
/** Capitals, digits, `:` and `/` are what the densest kind of QR code has (ISO 18004, 7.3.4). */
const CHUNK = /^TABCHAIN:([A-Z2-7]{4}):(\d{1,3})\/(\d{1,3}):([A-Z2-7]+)$/

/**
 * Content as text for chats and files: the prefix and base64url without padding of version (1 byte), length
 * (2 bytes, big-endian), the content, and the first four bytes of SHA-256 over all that. The length tells a
 * text that was cut off from one that was changed.
 */
export const frameText = (content: Uint8Array): string => PREFIX + base64urlnopad.encode(framed(content))

/**
 * The same for QR codes: each is `TABCHAIN:<id>:<number>/<count>:<data>` in base32 without padding, with the
 * first characters of the frame's SHA-256 as id, so that chunks of two messages do not mix.
 */
export function frameChunks(content: Uint8Array): string[] {
  const bytes = framed(content)
  const id = chunkId(bytes)
  const count = Math.ceil(bytes.length / HAND_CHUNK_BYTES)
  // Of one length, so that the picture keeps its size.
  const size = Math.ceil(bytes.length / count)
  return Array.from({ length: count }, (_, i) => {
    const data = base32nopad.encode(bytes.subarray(i * size, (i + 1) * size))
    return `TABCHAIN:${id}:${i + 1}/${count}:${data}`
  })
}

/**
 * Reads the content of a text that a person pasted, with anything around it: a code as text, or the chunks of
 * its QR codes in any order, one a line.
 */
export function readFrame(text: string): Result<Uint8Array, Failure<FrameCode>> {
  if (text.length > MAX_HAND_TEXT)
    return fail('LINK_TEXT_MALFORMED', 'the text is longer than any offer or answer; copy only the code')
  const chunks = new ChunkCollector()
  for (const line of text.split(/\s+/)) chunks.add(line)
  if (chunks.count > 0)
    return chunks.isComplete
      ? unframe(chunks.bytes())
      : fail(
          'LINK_TEXT_CUT',
          `only ${chunks.held} of ${chunks.count} QR codes were read; keep the camera on the picture until all are`,
        )
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

/** Collects the QR codes of one message, in any order; those of another message start anew. */
export class ChunkCollector {
  #id = ''
  #count = 0
  readonly #chunks = new Map<number, Uint8Array>()

  /** Codes of the message; 0 before the first one. */
  get count(): number {
    return this.#count
  }

  /** Codes read so far. */
  get held(): number {
    return this.#chunks.size
  }

  get isComplete(): boolean {
    return this.#count > 0 && this.#chunks.size === this.#count
  }

  /** Takes the text of a QR code; returns false for one that is not of an offer or an answer. */
  add(text: string): boolean {
    const [, id, number, total, data] = CHUNK.exec(text.trim()) ?? []
    const [place, count] = [Number(number), Number(total)]
    if (!id || !data || count < 1 || count > MAX_HAND_CHUNKS || place < 1 || place > count) return false
    let bytes: Uint8Array
    try {
      bytes = base32nopad.decode(data)
    } catch {
      return false
    }
    if (id !== this.#id || count !== this.#count) this.#chunks.clear()
    this.#id = id
    this.#count = count
    this.#chunks.set(place, bytes)
    return true
  }

  /** The chunks in order; what is missing is left out. */
  bytes(): Uint8Array {
    return concatBytes(...[...this.#chunks].sort(([a], [b]) => a - b).map(([, bytes]) => bytes))
  }

  /** The texts that {@link readFrame} reads. */
  text(): string {
    return [...this.#chunks]
      .map(([place, bytes]) => `TABCHAIN:${this.#id}:${place}/${this.#count}:${base32nopad.encode(bytes)}`)
      .join('\n')
  }
}

const checksum = (head: Uint8Array): Uint8Array => digest(head).subarray(0, CHECKSUM_BYTES)
const chunkId = (bytes: Uint8Array): string => base32nopad.encode(digest(bytes)).slice(0, 4)
