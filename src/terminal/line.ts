/**
 * The line that is being typed: its text, and the cursor as an index that never lies within a grapheme (a
 * character as people count them: a letter with its accents, an emoji with its modifiers). Every function
 * returns a new line; none knows a screen.
 */
export interface Line {
  readonly text: string
  readonly cursor: number
}

export const EMPTY_LINE: Line = { text: '', cursor: 0 }

/** A line, and the text that was cut out of it, for a later yank. */
export interface Cut {
  readonly line: Line
  readonly cut: string
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Control characters are removed: a line is one row of text, whatever was pasted. */
const CONTROL = /\p{Cc}/gu

export const lineOf = (text: string): Line => ({ text, cursor: text.length })

export function insert({ text, cursor }: Line, typed: string): Line {
  const clean = typed.replace(/\t/g, ' ').replace(CONTROL, '')
  return { text: text.slice(0, cursor) + clean + text.slice(cursor), cursor: cursor + clean.length }
}

export const home = ({ text }: Line): Line => ({ text, cursor: 0 })
export const end = ({ text }: Line): Line => ({ text, cursor: text.length })
export const left = ({ text, cursor }: Line): Line => ({ text, cursor: before(text, cursor) })
export const right = ({ text, cursor }: Line): Line => ({ text, cursor: after(text, cursor) })
export const wordLeft = ({ text, cursor }: Line): Line => ({ text, cursor: wordStart(text, cursor) })
export const wordRight = ({ text, cursor }: Line): Line => ({ text, cursor: wordEnd(text, cursor) })

export const backspace = ({ text, cursor }: Line): Line => remove(text, before(text, cursor), cursor).line
export const deleteForward = ({ text, cursor }: Line): Line => remove(text, cursor, after(text, cursor)).line

export const cutToStart = ({ text, cursor }: Line): Cut => remove(text, 0, cursor)
export const cutToEnd = ({ text, cursor }: Line): Cut => remove(text, cursor, text.length)
export const cutWordBefore = ({ text, cursor }: Line): Cut =>
  remove(text, blankWordStart(text, cursor), cursor)
export const cutWordAfter = ({ text, cursor }: Line): Cut => remove(text, cursor, wordEnd(text, cursor))

function remove(text: string, from: number, to: number): Cut {
  return { line: { text: text.slice(0, from) + text.slice(to), cursor: from }, cut: text.slice(from, to) }
}

function before(text: string, cursor: number): number {
  let at = 0
  for (const { index } of GRAPHEMES.segment(text.slice(0, cursor))) at = index
  return at
}

function after(text: string, cursor: number): number {
  const [next] = GRAPHEMES.segment(text.slice(cursor))
  return cursor + (next?.segment.length ?? 0)
}

/** A word as editors move over it: letters and digits. */
const WORD_BEFORE = /[\p{L}\p{M}\p{N}_]*[^\p{L}\p{M}\p{N}_]*$/u
const WORD_AFTER = /^[^\p{L}\p{M}\p{N}_]*[\p{L}\p{M}\p{N}_]*/u
/** A word as Ctrl-W of a shell cuts it: up to white space, so that it takes a whole address or option. */
const BLANK_WORD_BEFORE = /\S*\s*$/

const wordStart = (text: string, cursor: number) => text.slice(0, cursor).search(WORD_BEFORE)
const wordEnd = (text: string, cursor: number) =>
  cursor + (WORD_AFTER.exec(text.slice(cursor))?.[0].length ?? 0)
const blankWordStart = (text: string, cursor: number) => text.slice(0, cursor).search(BLANK_WORD_BEFORE)
