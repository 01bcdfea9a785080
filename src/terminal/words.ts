/** A word of a line that is being typed: its value, where it begins, and its open quote, if any. */
export interface TypedWord {
  readonly text: string
  readonly start: number
  readonly quote: '"' | "'" | ''
}

/**
 * The words of a line that may be incomplete; the last is the one at the cursor (empty after a blank). It
 * splits as `tokenize` does, but the end of the line closes an open quote.
 */
export function typedWords(line: string): TypedWord[] {
  const words: TypedWord[] = []
  let word: { text: string; start: number } | undefined
  let quote: TypedWord['quote'] = ''

  for (let at = 0; at < line.length; at++) {
    const character = line[at] as string
    if (quote === '' && /\s/.test(character)) {
      if (word) words.push({ ...word, quote: '' })
      word = undefined
      continue
    }
    word ??= { text: '', start: at }
    if (character === quote) quote = ''
    else if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === '\\' && quote !== "'" && at + 1 < line.length) word.text += line[++at]
    else word.text += character
  }
  words.push(word ? { ...word, quote } : { text: '', start: line.length, quote: '' })
  return words
}

/** The word as it must be written on a line to be read as this text. */
export function quoted(text: string, quote: TypedWord['quote'] = ''): string {
  if (quote === '' && text !== '' && !/[\s'"\\]/.test(text)) return text
  if (!text.includes("'")) return `'${text}'`
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
