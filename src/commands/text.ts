import { textWidth } from '#lib/cell-width.ts'
import { MAX_TEXT_FIELD, MAX_TEXT_VALUE } from './limits.ts'

/** Fields that hold milliseconds since 1970. */
const TIMES = new Set([
  'time',
  'timestamp',
  'since',
  'lastSeen',
  'nextTry',
  'epochEnds',
  'releaseAt',
  'recordedAt',
])

const GAP = '  '
const NONE = '(none)'

/** The styles of a terminal. A style must not change the width of a text. */
export interface TextLook {
  /** The width in cells; a wider table is shown as one record after the other. */
  readonly columns: number
  readonly heading: (text: string) => string
  readonly value: (text: string) => string
}

const PLAIN: TextLook = { columns: Number.POSITIVE_INFINITY, heading: text => text, value: text => text }

/**
 * A command's result as readable text for a terminal: a list of records as a table, a record as lines, nested
 * ones indented. It does not depend on any command. Control characters are escaped, so that text of peers
 * cannot control the terminal.
 */
export function renderText(result: unknown, look: TextLook = PLAIN): string {
  return lines(result, look).join('\n')
}

function lines(value: unknown, look: TextLook): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [NONE] : list(value, look)
  if (isRecord(value)) return record(value, look)
  return text(value, '').map(look.value)
}

function list(items: readonly unknown[], look: TextLook): string[] {
  if (!items.every(isRecord)) return items.map(item => look.value(cell(item)))
  return table(items, look) ?? items.flatMap((item, i) => [...(i > 0 ? [''] : []), ...record(item, look)])
}

/** Small values beside their names; lists, records and texts of several lines below them. */
function record(value: Record<string, unknown>, look: TextLook): string[] {
  const entries = Object.entries(value)
  const width = Math.max(0, ...entries.filter(([, field]) => !isBlock(field)).map(([name]) => name.length))
  const within = { ...look, columns: look.columns - GAP.length }
  return entries.flatMap(([name, field]) => {
    const [first = '', ...more] = isNested(field) ? [] : text(field, name)
    if (!isBlock(field)) return [`${look.heading(name.padEnd(width))}${GAP}${look.value(first)}`]
    const below = isNested(field) ? lines(field, within) : [first, ...more].map(look.value)
    return [look.heading(name), ...below.map(line => `${GAP}${line}`)]
  })
}

/** A table, or undefined if it is wider than the terminal. */
function table(rows: readonly Record<string, unknown>[], look: TextLook): string[] | undefined {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const cells = rows.map(row => columns.map(column => cell(row[column], column)))
  const widths = columns.map((column, i) =>
    Math.max(textWidth(column), ...cells.map(row => textWidth(row[i] ?? ''))),
  )
  const width = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length)
  if (width > look.columns) return undefined

  const drawn = (row: readonly string[], style: (text: string) => string) =>
    row
      .map((text, i) => {
        const blanks = i === row.length - 1 ? 0 : (widths[i] ?? 0) - textWidth(text)
        return `${style(text)}${' '.repeat(blanks)}`
      })
      .join(GAP)
      .trimEnd()
  return [drawn(columns, look.heading), ...cells.map(row => drawn(row, look.value))]
}

/** A value outside tables: one line, or the lines of a key or a program. */
function text(value: unknown, name: string): string[] {
  const whole = inline(value, name)
  const shown = whole.length > MAX_TEXT_FIELD ? `${whole.slice(0, MAX_TEXT_FIELD)}…` : whole
  return isProgram(value) ? shown.trimEnd().split('\n').map(visible) : [visible(shown)]
}

/** One value in a cell of a table. */
function cell(value: unknown, name = ''): string {
  const text = inline(value, name)
  return visible(text.length > MAX_TEXT_VALUE ? `${text.slice(0, MAX_TEXT_VALUE)}…` : text)
}

/**
 * A list as `a, b`, a record as `name=value`, and a list of records within a record as their number, so that
 * each row stays on one line.
 */
function inline(value: unknown, name: string, within = false): string {
  if (value === null || value === undefined || value === '') return '-'
  if (typeof value === 'number') return TIMES.has(name) ? time(value) : String(value)
  if (typeof value !== 'object') return String(value)
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (!isNested(value)) return NONE

  if (isRecord(value)) {
    return Object.entries(value)
      .map(([key, field]) => `${key}=${inline(field, key, true)}`)
      .join(' ')
  }
  const items = value as readonly unknown[]
  return within && items.some(isRecord)
    ? String(items.length)
    : items.map(item => inline(item, name)).join(', ')
}

/** ISO 8601 in UTC, or the number if it is not a valid date. */
function time(ms: number): string {
  const date = new Date(ms)
  return ms === 0 || Number.isNaN(date.getTime()) ? '-' : date.toISOString()
}

/** Escapes control and text-direction characters: a memo must not move the cursor or reverse a line. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}

/** A text of several lines without other control characters, such as a key or a program. */
function isProgram(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{Cc}\u2028\u2029]*(\n[^\p{Cc}\u2028\u2029]*)+$/u.test(value)
}

/** Lines below a name. */
const isBlock = (value: unknown) => isNested(value) || isProgram(value)

/** A non-empty list or record, which has lines of its own. */
function isNested(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isRecord(value) && Object.keys(value).length > 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (value instanceof Uint8Array) return false
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
