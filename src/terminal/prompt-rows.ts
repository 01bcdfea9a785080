import { cellWidth, textWidth } from '#lib/cell-width.ts'
import { MIN_COLUMNS } from './limits.ts'
import type { Line } from './line.ts'

/**
 * The typed line on the screen: its rows, of which the first has room for the prompt, and the cell of the
 * cursor.
 */
export interface PromptRows {
  readonly rows: readonly string[]
  readonly cursorRow: number
  readonly cursorColumn: number
}

/** A prompt on the screen, as far as drawing over it needs to know. */
export interface Drawn {
  /** Rows from the top of the picture down to the cursor. */
  readonly cursorRow: number
}

/**
 * Wraps a line as a terminal does: a wide character that does not fit goes to the next row, and a character
 * of no width stays with the one before. A cursor behind a full row is at the beginning of the next, which
 * then exists, though empty.
 */
export function wrapLine({ text, cursor }: Line, promptWidth: number, columns: number): PromptRows {
  const width = Math.max(MIN_COLUMNS, columns)
  const rows = ['']
  let column = Math.min(promptWidth, width - 2)
  let at = 0
  let cursorAt: readonly [row: number, column: number] | undefined

  for (const character of text) {
    const cells = cellWidth(character.codePointAt(0) ?? 0)
    if (column + cells > width) {
      rows.push('')
      column = 0
    }
    if (at >= cursor && cells > 0) cursorAt ??= [rows.length - 1, column]
    rows[rows.length - 1] += character
    column += cells
    at += character.length
  }
  if (column === width) {
    rows.push('')
    column = 0
  }
  const [cursorRow, cursorColumn] = cursorAt ?? [rows.length - 1, column]
  return { rows, cursorRow, cursorColumn }
}

/** The output that replaces the previous picture by this line, and what is on the screen afterwards. */
export function drawPrompt(
  line: Line,
  prompt: { readonly text: string; readonly styled: string },
  screen: { readonly columns: number; readonly rows: number },
  before: Drawn | undefined,
): { readonly output: string; readonly drawn: Drawn } {
  const { rows, cursorRow, cursorColumn } = wrapLine(line, textWidth(prompt.text), screen.columns)

  // A line that is higher than the screen shows the part around its cursor, because rows that have scrolled
  // away cannot be drawn over.
  const first = Math.max(0, cursorRow - screen.rows + 1)
  const shown = rows.slice(first, first + screen.rows)
  const last = shown.length - 1
  const row = cursorRow - first

  const output = [
    erase(before),
    first === 0 ? prompt.styled : '',
    shown.join(''),
    // The last row may exist for the cursor only; a terminal moves there with the next character.
    last > 0 && shown[last] === '' ? '\r\n' : '',
    up(last - row),
    `\r${cursorColumn > 0 ? `\x1b[${cursorColumn}C` : ''}`,
  ].join('')
  return { output, drawn: { cursorRow: row } }
}

/** Removes the prompt from the screen; the cursor is then where the prompt began. */
export function erase(drawn: Drawn | undefined): string {
  return `${up(drawn?.cursorRow ?? 0)}\r\x1b[J`
}

const up = (rows: number) => (rows > 0 ? `\x1b[${rows}A` : '')
