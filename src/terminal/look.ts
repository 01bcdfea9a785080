import type { CommandError } from '#commands/command-error.ts'
import { type TextLook, visible } from '#commands/text.ts'
import { wrapWords } from './wrap.ts'

/** Colours by meaning, out of the sixteen of every terminal, whose theme defines them. */
const style = (code: number) => (text: string) => (text === '' ? '' : `\x1b[${code}m${text}\x1b[39m`)

export const dim = style(90)
export const bad = style(31)
export const good = style(32)
const waiting = style(33)
const id = style(36)
export const strong = (text: string) => `\x1b[1m${text}\x1b[22m`

/** Identifiers: ids and keys, addresses, CIDs, peers. */
const IDS = /\b(?:[0-9a-f]{64}|tabc?1[02-9ac-hj-np-z]{38,}|baf[a-z2-7]{50,}|12D3Koo\w{40,})\b/g

const STATES: Readonly<Record<string, (text: string) => string>> = {
  confirmed: good,
  final: good,
  applied: good,
  connected: good,
  online: good,
  pending: waiting,
  connecting: waiting,
  failed: bad,
  dropped: bad,
  offline: bad,
}

/** The look of results on a terminal with this many columns. */
export function colouredLook(columns: number): TextLook {
  return {
    columns,
    heading: dim,
    value: text => STATES[text]?.(text) ?? text.replace(IDS, found => id(found)),
  }
}

/** An error: what is wrong, then the usage of the command. */
export function errorText(
  { code, message }: Pick<CommandError, 'code' | 'message'>,
  columns: number,
): string {
  const [what = '', ...usage] = message.split('\n').map(visible)
  const [first = '', ...rest] = wrapWords(`${code} ${what}`, columns)
  return [
    bad(first.replace(code, strong(code))),
    ...rest.map(bad),
    ...usage.flatMap(line => wrapWords(line, columns)).map(dim),
  ].join('\n')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are escape sequences
const STYLED = /\x1b\[\d*m|[\s\S]/gu

/** Pieces of a styled text: one style or one character each. */
export const stylePieces = (text: string): string[] => text.match(STYLED) ?? []
