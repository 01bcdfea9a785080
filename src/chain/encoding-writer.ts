import { assert } from '#lib/assert.ts'
import { utf8FromText } from '#lib/utf8.ts'
import type { CborValue } from './cbor-value.ts'
import { compareKeys } from './encoding-reader.ts'
import { MAJOR } from './encoding-scan.ts'

const FALSE = 0xf4
const TRUE = 0xf5
const NULL = 0xf6
/**
 * Most encodings fit into this many bytes. The buffer is reused, because making one takes longer than filling
 * it.
 */
const SCRATCH_BYTES = 8192
/** Texts up to this many characters are copied without the encoder. */
const SHORT_TEXT = 128
const SCRATCH = new Uint8Array(SCRATCH_BYTES)
const SCRATCH_VIEW = new DataView(SCRATCH.buffer)

/**
 * Writes values one after the other. Of two writers, the first must have finished before the second begins.
 */
export class EncodingWriter {
  #bytes = SCRATCH
  #view = SCRATCH_VIEW
  #length = 0

  /** Returns everything written, in a buffer of its own. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  put(value: CborValue): void {
    if (typeof value === 'bigint' || typeof value === 'number') this.#integer(value)
    else if (typeof value === 'string') this.#text(value)
    else if (typeof value === 'boolean') this.#byte(value ? TRUE : FALSE)
    else if (value === null) this.#byte(NULL)
    else if (value instanceof Uint8Array) this.#string(MAJOR.bytes, value)
    else if (Array.isArray(value)) {
      this.#head(MAJOR.array, value.length)
      for (const item of value) this.put(item)
    } else this.#map(value as { readonly [key: string]: CborValue })
  }

  #integer(value: bigint | number): void {
    assert(typeof value === 'bigint' || Number.isSafeInteger(value), `${value} is not a safe integer`)
    if (value >= 0) this.#head(MAJOR.unsigned, value)
    else this.#head(MAJOR.negative, -1n - BigInt(value))
  }

  /**
   * Throws for text without an encoding: it would be decoded as another text. Text from outside was checked
   * before (`text` of schema.ts).
   */
  #text(value: string): void {
    if (value.length <= SHORT_TEXT && this.#ascii(value)) return
    assert(value.isWellFormed(), 'a text with half of a surrogate pair has no encoding')
    this.#string(MAJOR.text, utf8FromText(value))
  }

  /** Whether the text was ASCII, which is copied in a third of the encoder's time. */
  #ascii(value: string): boolean {
    const start = this.#length
    this.#head(MAJOR.text, value.length)
    this.#reserve(value.length)
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i)
      if (unit > 0x7f) {
        this.#length = start
        return false
      }
      this.#bytes[this.#length++] = unit
    }
    return true
  }

  #string(major: number, bytes: Uint8Array): void {
    this.#head(major, bytes.length)
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  #map(value: { readonly [key: string]: CborValue }): void {
    assert(typeof value === 'object', `${typeof value} has no encoding`)
    const entries = Object.entries(value).map(([key, item]) => ({ key, utf8: utf8FromText(key), item }))
    this.#head(MAJOR.map, entries.length)
    for (const { key, item } of entries.sort((a, b) => compareKeys(a.utf8, b.utf8))) {
      this.#text(key)
      this.put(item)
    }
  }

  #byte(byte: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = byte
  }

  /** Writes the shortest form. */
  #head(major: number, argument: number | bigint): void {
    this.#reserve(9)
    const at = this.#length
    if (argument < 24) return this.#byte((major << 5) | Number(argument))
    const size = argument < 2 ** 8 ? 0 : argument < 2 ** 16 ? 1 : argument < 2 ** 32 ? 2 : 3
    assert(argument < 2n ** 64n, `${argument} takes more than 64 bits`)
    this.#byte((major << 5) | (24 + size))
    if (size === 0) this.#view.setUint8(at + 1, Number(argument))
    else if (size === 1) this.#view.setUint16(at + 1, Number(argument))
    else if (size === 2) this.#view.setUint32(at + 1, Number(argument))
    else this.#view.setBigUint64(at + 1, BigInt(argument))
    this.#length += 1 << size
  }

  #reserve(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length))
    grown.set(this.#bytes)
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}
