import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/**
 * Two browsers of different age must compute the same block: no rule, and no answer of a contract's host, may
 * depend on an engine's tables of letters, its locale, its clock or its messages. Safe exceptions are listed
 * with the reason.
 */
const REPOSITORY = fileURLToPath(new URL('../', import.meta.url))

const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'letters and spaces by a table': /\.(?:toLowerCase|toUpperCase|normalize|trim|trimStart|trimEnd)\b/,
  'a locale': /\bIntl\b|\.(?:localeCompare|toLocale\w+)\b/,
  'a clock': /\bDate\b|\bperformance\b/,
  'letters of an expression by a table':
    /(?:^[ \t]*|[(=,:?&|]\s*|return )\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/[a-z]*[iuv]/m,
  'classes of letters': /\\[pP]\{/,
  'an order that was not chosen': /\.(?:sort|toSorted)\(\)/,
  'numbers in words': /\.(?:toFixed|toPrecision|toExponential)\(|\bparseFloat\b/,
  // The message of a caught error, or its text.
  'words of the engine':
    /\b(?:thrown|cause|caught|error instanceof \w+ \? error)\.(?:message|stack)\b|String\((?:thrown|cause|caught)\)/,
}

interface Exception {
  readonly path: string
  readonly what: keyof typeof FORBIDDEN
  readonly times: number
  readonly why: string
}

const TYPED = 'what a person typed or pasted, before it is a transaction; code and blocks have one form'
const EXCEPTIONS: readonly Exception[] = [
  { path: 'chain/address.ts', what: 'letters and spaces by a table', times: 2, why: TYPED },
  { path: 'chain/amount.ts', what: 'letters and spaces by a table', times: 1, why: TYPED },
  { path: 'chain/cid.ts', what: 'letters and spaces by a table', times: 1, why: TYPED },
  { path: 'chain/ids.ts', what: 'letters and spaces by a table', times: 1, why: TYPED },
  {
    path: 'chain/invisible.ts',
    what: 'letters of an expression by a table',
    times: 1,
    why: 'flag u for code points above U+FFFF, which are listed',
  },
  {
    path: 'chain/transaction/contract-kinds.ts',
    what: 'letters of an expression by a table',
    times: 1,
    why: 'the name of a class for people; the rules know no names',
  },
  { path: 'chain/transaction/contract-kinds.ts', what: 'classes of letters', times: 2, why: 'the same' },
  { path: 'contracts/decode-value.ts', what: 'words of the engine', times: 1, why: 'its own error' },
  { path: 'contracts/sandbox.ts', what: 'words of the engine', times: 1, why: 'its own error, a refusal' },
]

/**
 * The parts of contracts/ that judge: a trace is for one person, and templates, prelude and programs run in
 * QuickJS, which is the same everywhere.
 */
const JUDGING = /^(?:chain|consensus|contracts)\/(?!trace\/|templates\/|programs\/|boundary\/)/
const TEST = /\.(?:test|suite|test-d|bench|d)\.ts$/

/** Without comments, which may mention anything. */
const codeOf = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')

const sources = readdirSync(`${REPOSITORY}src`, { recursive: true })
  .map(name => String(name).replaceAll('\\', '/'))
  .filter(path => JUDGING.test(path) && path.endsWith('.ts') && !TEST.test(path))
  .map(path => ({ path, code: codeOf(readFileSync(`${REPOSITORY}src/${path}`, 'utf8')) }))

const timesIn = (code: string, what: RegExp): number =>
  [...code.matchAll(new RegExp(what.source, `${what.flags.replace('g', '')}g`))].length

test('rules, and answers to contracts, use no table, locale, clock or message of the engine', () => {
  const found = sources.flatMap(({ path, code }) =>
    Object.entries(FORBIDDEN).map(([what, pattern]) => ({ path, what, times: timesIn(code, pattern) })),
  )
  const allowed = (path: string, what: string) =>
    EXCEPTIONS.find(each => each.path === path && each.what === what)?.times ?? 0
  expect(found.filter(({ path, what, times }) => times > allowed(path, what))).toEqual([])
  expect(sources.length).toBeGreaterThan(110)
})

test('the check itself sees each kind', () => {
  const lines = [
    'text.toLowerCase()',
    "name.normalize('NFC')",
    'new Intl.Collator()',
    'a.localeCompare(b)',
    'new Date(0)',
    'if (/abc/i.test(text)) return',
    'const FORM = /[a-z]+\\/x/gu',
    '/\\p{L}/.test(text)',
    'names.sort()',
    'half.toFixed(2)',
    'fail(thrown.message)',
    'fail(String(cause))',
  ]
  for (const line of lines) {
    const seen = Object.values(FORBIDDEN).some(pattern => timesIn(line, pattern) > 0)
    expect([line, seen]).toEqual([line, true])
  }
  const fine = [
    "import { ids } from '../chain/ids.ts'",
    'const half = a / b / i',
    'names.sort(byPlace)',
    '/^[a-z]$/.test(text)',
  ]
  for (const line of fine) {
    expect([line, Object.entries(FORBIDDEN).filter(([, pattern]) => timesIn(line, pattern) > 0)]).toEqual([
      line,
      [],
    ])
  }
})
