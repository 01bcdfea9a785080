import { MAX_TEXT_VALUE } from './limits.ts'

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

/**
 * A command's result for people who read a terminal: a list of records as a table, a record as lines, nested ones indented. It knows no
 * command. Text from peers cannot steer the terminal: control characters are shown, not sent.
 */
export function renderText(result: unknown): string {
  return lines(result).join('\n')
}

function lines(value: unknown): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [NONE] : list(value)
  if (isRecord(value)) return record(value)
  return [cell(value)]
}

function list(items: readonly unknown[]): string[] {
  return items.every(isRecord) ? table(items) : items.map(item => cell(item))
}

/** Small values beside their names, lists and records below them. */
function record(value: Record<string, unknown>): string[] {
  const entries = Object.entries(value)
  const width = Math.max(0, ...entries.filter(([, field]) => !isNested(field)).map(([name]) => name.length))
  return entries.flatMap(([name, field]) => {
    if (!isNested(field)) return [`${name.padEnd(width)}${GAP}${cell(field, name)}`]
    return [name, ...lines(field).map(line => `${GAP}${line}`)]
  })
}

function table(rows: readonly Record<string, unknown>[]): string[] {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const cells = rows.map(row => columns.map(column => cell(row[column], column)))
  const widths = columns.map((column, i) => Math.max(column.length, ...cells.map(row => row[i]?.length ?? 0)))
  return [columns, ...cells].map(row =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join(GAP)
      .trimEnd(),
  )
}

/** One value on one line. */
function cell(value: unknown, name = ''): string {
  const text = inline(value, name)
  return visible(text.length > MAX_TEXT_VALUE ? `${text.slice(0, MAX_TEXT_VALUE)}…` : text)
}

/** A list as `a, b`, a record as `name=value`, and lists of records within a record by their number, so that a row stays a row. */
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

/** ISO 8601 in UTC, where the number is a date at all. */
function time(ms: number): string {
  const date = new Date(ms)
  return ms === 0 || Number.isNaN(date.getTime()) ? '-' : date.toISOString()
}

/** Control and text-direction characters as escapes: a memo must not move the cursor or turn a line around. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}

/** Worth lines of its own: a non-empty list or record. */
function isNested(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isRecord(value) && Object.keys(value).length > 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (value instanceof Uint8Array) return false
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
