import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))

export interface Import {
  readonly specifier: string
  readonly kind: 'value' | 'type' | 'dynamic' | 'url'
}

export interface Source {
  /** From the repository's root. */
  readonly path: string
  readonly room: string
  readonly isTest: boolean
  readonly text: string
  readonly imports: readonly Import[]
}

/**
 * Imports as the formatter writes them: statements start a line and quotes are single. {@link readImports}
 * fails if a line starts like an import and cannot be read.
 */
const STATEMENT = /^(?:import|export)( type)? (?:[\w$*{},\s]+? from )?'([^']+)'/gm
const STATEMENT_START = /^import\b(?!\s*[(.])|^export (?:type )?(?:\*|\{[^}]*\} from\b)/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g
const DYNAMIC_START = /\bimport\(/g
const URL_OF_FILE = /\bnew URL\(\s*'([^']+)',\s*import\.meta\.url\s*\)/g

export function readImports(path: string, text: string): Import[] {
  const statements = [...text.matchAll(STATEMENT)]
  expect(statements.length, `import statements read in ${path}`).toBe(
    [...text.matchAll(STATEMENT_START)].length,
  )
  const dynamic = [...text.matchAll(DYNAMIC)]
  expect(dynamic.length, `dynamic imports read in ${path}`).toBe([...text.matchAll(DYNAMIC_START)].length)
  return [
    ...statements.map(([, type, specifier = '']) => ({ specifier, kind: type ? 'type' : 'value' }) as const),
    ...dynamic.map(([, specifier = '']) => ({ specifier, kind: 'dynamic' }) as const),
    ...[...text.matchAll(URL_OF_FILE)].map(([, specifier = '']) => ({ specifier, kind: 'url' }) as const),
  ]
}

const TEST = /\.(?:test|suite|test-d|bench)\.tsx?$|^signaling\/testing\/|^src\/[^/]+\.test\.ts$/

/** Every source file of the app, the server and the headless peer. */
export function readSources(): Source[] {
  return ['src', 'signaling', 'headless'].flatMap(folder =>
    readdirSync(`${REPOSITORY}${folder}`, { recursive: true })
      .map(name => `${folder}/${String(name).replaceAll('\\', '/')}`)
      .filter(path => /\.(?:ts|tsx|mts)$/.test(path))
      .map(path => {
        const text = readFileSync(`${REPOSITORY}${path}`, 'utf8')
        const imports = readImports(path, text)
        return { path, room: roomOf(path), isTest: TEST.test(path), text, imports }
      }),
  )
}

/**
 * `src/chain/x.ts` is in `chain`, `src/node/pool/x.ts` in `node/pool`; files outside of `src` are in the room
 * of their top folder.
 */
export function roomOf(path: string): string {
  const [top = '', second = '', third = '', fourth] = path.split('/')
  if (top !== 'src') return top
  return second === 'node' && fourth !== undefined ? `node/${third}` : second
}

/** The imported file of the repository; undefined for a package. */
export function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined
}
