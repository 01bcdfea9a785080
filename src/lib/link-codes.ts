/** Capitals, digits, `:` and `/` are what the densest kind of QR code has (ISO 18004, 7.3.4). */
const CODE = /^TABCHAIN:([A-Z2-7]{4}):(\d{1,3})\/(\d{1,3}):([A-Z2-7]{1,512})$/

/** The text of one QR code of a message: `number` counts from 1, `data` is a part of it. */
export const linkCode = (id: string, number: number, count: number, data: string): string =>
  `TABCHAIN:${id}:${number}/${count}:${data}`

/**
 * Collects the QR codes of one message, in any order; a code of another message starts anew. It neither
 * decodes nor checks what is in them.
 */
export class LinkCodes {
  #id = ''
  #count = 0
  readonly #parts = new Map<number, string>()

  /** Codes of the message; 0 before the first one. */
  get count(): number {
    return this.#count
  }

  /** Codes read so far. */
  get held(): number {
    return this.#parts.size
  }

  get isComplete(): boolean {
    return this.#count > 0 && this.#parts.size === this.#count
  }

  /** Takes the text of a QR code; returns false for one that is not of an offer or an answer. */
  add(text: string): boolean {
    const [, id, number, total, data] = CODE.exec(text.trim()) ?? []
    const [place, count] = [Number(number), Number(total)]
    if (!id || !data || place < 1 || place > count) return false
    if (id !== this.#id || count !== this.#count) this.#parts.clear()
    this.#id = id
    this.#count = count
    this.#parts.set(place, data)
    return true
  }

  /** The data of the codes in order, without those that are missing. */
  parts(): string[] {
    return [...this.#parts].sort(([a], [b]) => a - b).map(([, data]) => data)
  }

  /** The texts of the codes, one a line, as they were read. */
  text(): string {
    return [...this.#parts].map(([place, data]) => linkCode(this.#id, place, this.#count, data)).join('\n')
  }
}
