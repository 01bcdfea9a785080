import { renderText } from '#commands/text.ts'
import type { Level } from './level.ts'

/** An event of the runner or of the node in its page. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly level: Level
  readonly source: 'runner' | 'node'
  /** The kind of event: a fixed word. */
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * An entry as one line of JSON: time, level, source and type first, then the data beside them. A field of the
 * data never replaces one of the four.
 */
export function jsonLine({ time, level, source, type, data }: LogEntry): string {
  const head = { time: new Date(time).toISOString(), level, source, type }
  return JSON.stringify({ ...head, ...data, ...head })
}

/** An entry for a person at a terminal. Text from peers cannot control the terminal (`renderText`). */
export function humanLine({ time, level, type, data }: LogEntry): string {
  const clock = new Date(time).toTimeString().slice(0, 8)
  const fields = Object.entries(data).map(([name, value]) => `${name}=${plain(value)}`)
  return renderText([clock, ...(level === 'info' ? [] : [level]), type, ...fields].join(' '))
}

function plain(value: unknown): string {
  return typeof value === 'string' ? shortened(value) : (JSON.stringify(value) ?? '')
}

/** Shows the beginning of hashes and peer ids; the JSON log has all of them. */
const shortened = (text: string): string => (/^[A-Za-z0-9]{40,}$/.test(text) ? `${text.slice(0, 10)}…` : text)
