/**
 * A word of a line that is being typed: its value, and where it begins, with the quote that is open if any.
 */
export interface TypedWord {
  readonly text: string
  readonly start: number
  readonly quote: '"' | "'" | ''
}

/**
 * The words of a line that may still lack its end, the last of which is the one at the cursor (empty after a
 * blank). It splits as `tokenize` does, but forgives: a quote that is open is closed by the end.
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

/** The word as it must stand on a line to be read as this text. */
export function quoted(text: string, quote: TypedWord['quote'] = ''): string {
  if (quote === '' && text !== '' && !/[\s'"\\]/.test(text)) return text
  if (!text.includes("'")) return `'${text}'`
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
