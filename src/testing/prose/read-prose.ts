import { readdirSync, readFileSync } from 'node:fs'
import { REPOSITORY } from '../architecture/read-sources.ts'
import { PATTERNS } from './patterns.ts'

/** Columns of a line of prose; that of the code in biome.json. */
export const WIDTH = 110

/** Files that quote the patterns on purpose. */
const QUOTES = ['src/testing/prose/patterns.ts', 'src/prose.test.ts']

/** Every document, and every source of the app, as paths from the repository's root. */
export function textFiles(): string[] {
  const under = (folder: string, kind: RegExp) =>
    readdirSync(`${REPOSITORY}${folder}`, { recursive: true })
      .map(name => `${folder}/${String(name).replaceAll('\\', '/')}`)
      .filter(path => kind.test(path) && !QUOTES.includes(path))
  return ['README.md', 'CONTRIBUTING.md', ...under('docs', /\.md$/), ...under('src', /\.(?:md|tsx?)$/)].sort()
}

/** What is wrong in a file, each as one line; empty when nothing is. */
export function faultsOf(path: string): string[] {
  const text = readFileSync(`${REPOSITORY}${path}`, 'utf8')
  return path.endsWith('.md') ? faultsInMarkdown(text) : faultsInWords(joined(text))
}

/** Faults of a document's prose: its code, which may quote anything, is left out. */
export function faultsInMarkdown(text: string): string[] {
  const lines = text.replace(/^ *```[\s\S]*?^ *```$/gm, '').split('\n')
  const tooLong = lines
    // What a line break would end or could not split: tables, headings, comments, images, link definitions,
    // one long word.
    .filter(line => line.length > WIDTH && !/^\s*(?:\||#|<!--|!\[|\[[^\]]+\]: |\S+$)/.test(line))
    .map(line => `over ${WIDTH} characters: ${line.slice(0, 40)}…`)
  return [...tooLong, ...faultsInWords(joined(lines.join('\n').replace(/`[^`]+`/g, '``')))]
}

/** Faults of any text on one line. */
export const faultsInWords = (text: string): string[] =>
  PATTERNS.flatMap(({ found }) => text.match(found) ?? []).map(phrase => phrase.slice(0, 60))

/** A phrase may run over a line break, in a comment too. */
const joined = (text: string) => text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/g, ' ')
