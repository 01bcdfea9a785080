import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_LINE_LENGTH, MAX_WORDS } from './limits.ts'

/** A word of a line without its quotes. */
export interface Token {
  readonly text: string
  /** The word begins with a quote or a backslash, so it is a value even if it looks like an option. */
  readonly literal: boolean
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' }

/**
 * Splits a line into words at white space. 'Single quotes' keep everything, "double quotes" have the escapes
 * \" \\ \n \t, and a backslash outside quotes keeps the next character.
 */
export function tokenize(line: string): Result<Token[], Failure> {
  if (line.length > MAX_LINE_LENGTH) {
    return fail(
      'LINE_TOO_LONG',
      `line: it has ${line.length} characters, at most ${MAX_LINE_LENGTH} are read`,
    )
  }

  const tokens: Token[] = []
  let at = 0
  while (true) {
    while (isSpace(line[at])) at++
    if (at >= line.length) return ok(tokens)
    if (tokens.length === MAX_WORDS)
      return fail('ARGUMENTS_TOO_MANY', `line: it has more than ${MAX_WORDS} words`)

    const word = readWord(line, at)
    if (!word.ok) return word
    tokens.push({ text: word.value.text, literal: /['"\\]/.test(line[at] ?? '') })
    at = word.value.end
  }
}

/** From `start` to the next white space outside quotes. */
function readWord(line: string, start: number): Result<{ text: string; end: number }, Failure> {
  let text = ''
  let at = start
  while (at < line.length && !isSpace(line[at])) {
    const character = line[at] as string
    if (character === "'" || character === '"') {
      const quoted = readQuoted(line, at, character)
      if (!quoted.ok) return quoted
      text += quoted.value.text
      at = quoted.value.end
    } else if (character === '\\' && at + 1 < line.length) {
      text += line[at + 1]
      at += 2
    } else {
      text += character
      at++
    }
  }
  return ok({ text, end: at })
}

/** From the opening quote at `start` to just after the closing one. */
function readQuoted(
  line: string,
  start: number,
  quote: string,
): Result<{ text: string; end: number }, Failure> {
  let text = ''
  for (let at = start + 1; at < line.length; at++) {
    const character = line[at] as string
    if (character === quote) return ok({ text, end: at + 1 })
    if (character === '\\' && quote === '"' && at + 1 < line.length) {
      const escaped = line[++at] as string
      text += ESCAPES[escaped] ?? escaped
    } else {
      text += character
    }
  }
  return fail(
    'QUOTE_UNCLOSED',
    `line: the ${quote} at character ${start + 1} is never closed; add one, or write \\${quote}`,
  )
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character)
}
