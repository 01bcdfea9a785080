import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { NAMES_ENGINES, namesEngine } from '#testing/architecture/engine-names.ts'
import {
  type Import,
  REPOSITORY,
  readImports,
  readSources,
  roomOf,
  type Source,
  targetOf,
} from '#testing/architecture/read-sources.ts'
import { engineTable, roomTable } from '#testing/architecture/room-table.ts'
import { OUTSIDE, ROOMS } from '#testing/architecture/rooms.ts'

/** The fault of one import, or undefined. */
function violation(
  { path, room, isTest }: Pick<Source, 'path' | 'room' | 'isTest'>,
  { specifier, kind }: Import,
): string | undefined {
  if (isTest || room in OUTSIDE) return undefined
  const rules = ROOMS[room]
  if (!rules) return `${path}: the room ${room} is not in the table`
  const target = targetOf(path, specifier)
  if (target === undefined) {
    const allowed = rules.packages.some(
      name => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
    )
    return allowed ? undefined : `${path}: ${room} may not use the package ${specifier}`
  }

  const targetRoom = roomOf(target)
  if (targetRoom === room) return undefined
  if (kind === 'url') {
    // Folders of built or served files are not modules.
    if (!/\.(?:ts|tsx|mjs)$/.test(target) || rules.workers?.includes(targetRoom)) return undefined
  }
  if (kind === 'dynamic' && targetRoom === 'lab') return undefined
  const access = rules.rooms[targetRoom]
  if (access === undefined) return `${path}: ${room} may not import ${target}`
  if (access === 'all') return undefined
  const file = target.replace(/^src\//, '')
  if (typeof access === 'object' && 'only' in access) {
    return access.only.includes(file) ? undefined : `${path}: ${room} may not import ${target}`
  }
  if (kind === 'type' || (access !== 'types' && access.values.includes(file))) return undefined
  return `${path}: ${room} may import types only from ${target}`
}

const sources = readSources()

test('every import between rooms, and of every package, is in the table', () => {
  const violations = sources.flatMap(source => source.imports.map(found => violation(source, found)))
  expect(violations.filter(found => found !== undefined)).toEqual([])
})

test('a room is imported by its name, a neighbour in the same room by its path', () => {
  const astray = sources.flatMap(({ path, room, imports }) =>
    imports.flatMap(({ specifier, kind }) => {
      const target = targetOf(path, specifier)
      if (kind === 'url' || target === undefined || !target.startsWith('src/')) return []
      return specifier.startsWith('#') === (roomOf(target) !== room) ? [] : [`${path}: ${specifier}`]
    }),
  )
  expect(astray).toEqual([])
})

test('no two rooms depend on each other, directly or through others', () => {
  const open = new Map(
    Object.entries(ROOMS).map(([name, { rooms }]) => [
      name,
      new Set(
        Object.entries(rooms)
          .filter(([, access]) => typeof access === 'string' || !('only' in access))
          .map(([other]) => other),
      ),
    ]),
  )
  // Rooms that need none of the remaining ones leave; a cycle stays.
  for (let before = -1; before !== open.size; ) {
    before = open.size
    for (const [name, needs] of open) if (![...needs].some(other => open.has(other))) open.delete(name)
  }
  expect([...open.keys()]).toEqual([])
})

test('only an import, and the opening of a chain, can write it', () => {
  const writable = 'src/node/chain/import/live-chain.ts'
  const writers = sources
    .filter(
      ({ path, isTest, imports }) =>
        !isTest && imports.some(({ specifier }) => targetOf(path, specifier) === writable),
    )
    .map(({ path }) => path)
  expect(writers.toSorted()).toEqual([
    'src/node/chain/import/check-header.ts',
    'src/node/chain/import/import-blocks.ts',
    'src/node/chain/open-chain.ts',
  ])
})

test('every room was seen, with as many files as it has at least', () => {
  for (const [room, { atLeast }] of Object.entries(ROOMS)) {
    const seen = sources.filter(source => source.room === room && !source.isTest).length
    expect(seen, `files seen in ${room}`).toBeGreaterThanOrEqual(atLeast)
  }
  for (const room of Object.keys(OUTSIDE)) {
    expect(sources.filter(source => source.room === room).length, `files seen in ${room}`).toBeGreaterThan(40)
  }
  expect(sources.length).toBeGreaterThanOrEqual(420)
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThanOrEqual(1800)
})

test('code that names a consensus engine is in the list of such files, and no others are', () => {
  const found = sources.flatMap(source => namesEngine(source) ?? [])
  expect(found.toSorted()).toEqual(Object.keys(NAMES_ENGINES).toSorted())
})

/** `UPDATE_DOCS=1` writes the tables anew. */
test.each([
  ['rooms of the house', roomTable('house')],
  ['rooms of the node', roomTable('node')],
  ['files that name an engine', engineTable()],
])('the table of the %s in ARCHITECTURE.md is this one', (name, table) => {
  const file = `${REPOSITORY}src/ARCHITECTURE.md`
  const text = readFileSync(file, 'utf8')
  const [begin, end] = [`<!-- ${name} -->\n`, `\n<!-- end -->`]
  const from = text.indexOf(begin) + begin.length
  const to = text.indexOf(end, from)
  if (process.env.UPDATE_DOCS) writeFileSync(file, text.slice(0, from) + table + text.slice(to))
  else expect(text.slice(from, to)).toBe(table)
})

test('a bound has one name, and a name one bound', () => {
  const places = new Map<string, string[]>()
  for (const { path, text } of sources) {
    // What a generated file begins with stands in the text of its generator, too.
    const code = path.startsWith('src/testing/contract/') ? '' : text
    for (const [, name = ''] of code.matchAll(/^export const ([A-Z][A-Z\d_]+)\b/gm)) {
      places.set(name, [...(places.get(name) ?? []), path])
    }
  }
  expect(places.size).toBeGreaterThan(300)
  expect([...places].filter(([, { length }]) => length > 1)).toEqual([])
})

/** Texts from people and servers are read like files, where U+FEFF at the beginning marks UTF-8. */
const READS_FILES = [
  'src/lib/utf8.ts',
  'src/network/introductions.ts',
  'src/ui/features/file/preview/page-preview.tsx',
  'src/ui/features/file/preview/read-text.ts',
  'src/ui/features/studio/draft-file.ts',
  'src/wallet/backup.ts',
]

test('all other bytes are decoded in one place, which drops no character', () => {
  const decoding = sources
    .filter(({ isTest, text }) => !isTest && text.includes('new TextDecoder'))
    .map(({ path }) => path)
  expect(decoding.toSorted()).toEqual(READS_FILES)
})

test('the check itself sees each kind of forbidden import', () => {
  const source = { path: 'src/chain/x.ts', room: 'chain', isTest: false, imports: [] }
  const text = [
    `import type { Row } from '../storage/rows.ts'`,
    `import {\n  a,\n  b as c,\n} from '../network/network.ts'`,
    `import '../testing/fake-clock.ts'`,
    `export { d } from '../node/chain.ts'`,
    `export type * from '../ui/app-props.ts'`,
    `import Dexie, { type Table } from 'dexie'`,
    `import fs from 'node:fs'`,
    `const later = await import('../page/boot.ts')`,
    `new Worker(new URL('../mining/search.worker.ts', import.meta.url))`,
    `import { startServer } from '../../signaling/start-server.ts'`,
    `import { Chain } from '#node/chain/chain.ts'`,
    `import { ok } from '#lib/result.ts'`,
    `import { sha256 } from '@noble/hashes/sha2.js'`,
  ].join('\n')
  const found = readImports(source.path, text).map(each => violation(source, each))
  expect(found.filter(each => each !== undefined)).toHaveLength(11)

  const ui = { ...source, path: 'src/ui/x.tsx', room: 'ui' }
  expect(violation(ui, { specifier: '../chain/codec.ts', kind: 'value' })).toMatch(/types only/)
  expect(violation(ui, { specifier: '../chain/codec.ts', kind: 'type' })).toBeUndefined()
  expect(violation(ui, { specifier: '../chain/amount.ts', kind: 'value' })).toBeUndefined()
  expect(violation(ui, { specifier: '../lab/lab.ts', kind: 'dynamic' })).toBeUndefined()
  expect(violation(ui, { specifier: '#lab/lab.ts', kind: 'value' })).toMatch(/may not import/)
  const pool = { ...source, path: 'src/node/pool/x.ts', room: 'node/pool' }
  expect(violation(pool, { specifier: '#node/limits.ts', kind: 'value' })).toBeUndefined()
  expect(violation(pool, { specifier: '#node/tab-node.ts', kind: 'type' })).toMatch(/may not import/)
})

/** A file that a comment or document names, with as much of its path as is needed. */
const FILE_IN_WORDS = /(?<![\w/<.-])(?:[\w-][\w.-]*\/)*[\w-]+(?:\.[\w-]+)*\.(?:ts|tsx|mjs)(?![\w*])/g
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm

const namesIn = (text: string): string[] => text.replaceAll(/\.{1,2}\//g, '').match(FILE_IN_WORDS) ?? []

test('every file that a comment or a document names exists', () => {
  const files = ['src', 'signaling', 'headless', 'e2e', 'scripts', 'public'].flatMap(folder =>
    readdirSync(`${REPOSITORY}${folder}`, { recursive: true }).map(
      name => `/${folder}/${String(name).replaceAll('\\', '/')}`,
    ),
  )
  const top = readdirSync(REPOSITORY).map(name => `/${name}`)
  const isThere = (name: string) => [...files, ...top].some(file => file.endsWith(`/${name}`))
  const documents = ['README.md', 'CONTRIBUTING.md', 'src/ARCHITECTURE.md'].concat(
    readdirSync(`${REPOSITORY}docs`, { recursive: true })
      .map(name => `docs/${String(name)}`)
      .filter(name => name.endsWith('.md')),
  )
  const words = [
    ...sources.map(({ path, text }) => [path, (text.match(COMMENT) ?? []).join('\n')] as const),
    ...documents.map(path => [path, readFileSync(`${REPOSITORY}${path}`, 'utf8')] as const),
  ]
  const astray = words.flatMap(([path, text]) =>
    namesIn(text)
      // `x.test.ts` stands for any
      .filter(name => !isThere(name) && !/(?:^|\/)x\./.test(name))
      .map(name => `${path}: ${name}`),
  )
  expect(astray).toEqual([])
  expect(words.flatMap(([, text]) => namesIn(text)).length).toBeGreaterThan(100)
})
