import { readdirSync, readFileSync } from 'node:fs'
import { REPOSITORY } from '../architecture/read-sources.ts'
import { PATTERNS } from './patterns.ts'

/** The width of prose in columns; that of the code in biome.json. */
export const WIDTH = 110

/** Files that quote the patterns on purpose. */
const QUOTES = ['src/testing/prose/patterns.ts', 'src/prose.test.ts']

/** Folders of sources. */
const SOURCES = ['src', 'signaling', 'headless', 'scripts', 'e2e']

/** Every document and every source, as paths from the repository's root. */
export function textFiles(): string[] {
  const under = (folder: string, kind: RegExp) =>
    readdirSync(`${REPOSITORY}${folder}`, { recursive: true })
      .map(name => `${folder}/${String(name).replaceAll('\\', '/')}`)
      .filter(path => kind.test(path) && !QUOTES.includes(path))
  const sources = SOURCES.flatMap(folder => under(folder, /\.(?:md|m?tsx?|mjs)$/))
  return ['README.md', 'CONTRIBUTING.md', ...under('docs', /\.md$/), ...sources].sort()
}

/** The faults of a file, each as one line. */
export function faultsOf(path: string): string[] {
  const text = readFileSync(`${REPOSITORY}${path}`, 'utf8')
  return path.endsWith('.md') ? faultsInMarkdown(text) : faultsInWords(joined(text))
}

/** The faults of a document's prose, without its code, which may quote anything. */
export function faultsInMarkdown(text: string): string[] {
  const lines = text.replace(/^ *```[\s\S]*?^ *```$/gm, '').split('\n')
  const tooLong = lines
    // A line break would end or could not split these: tables, headings, comments, images, link definitions,
    // one long word.
    .filter(line => line.length > WIDTH && !/^\s*(?:\||#|<!--|!\[|\[[^\]]+\]: |\S+$)/.test(line))
    .map(line => `over ${WIDTH} characters: ${line.slice(0, 40)}…`)
  return [...tooLong, ...faultsInWords(joined(lines.join('\n').replace(/`[^`]+`/g, '``')))]
}

/** The faults of any text on one line. */
export const faultsInWords = (text: string): string[] =>
  PATTERNS.flatMap(({ found }) => text.match(found) ?? []).map(phrase => phrase.slice(0, 60))

/** A phrase may continue after a line break, in a comment too. */
const joined = (text: string) => text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/g, ' ')
