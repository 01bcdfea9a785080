import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/**
 * Who may walk into which room: the table of ARCHITECTURE.md as data, checked against every import of every file. Tests are free, apart
 * from that: they put rooms together that do not know each other.
 */

/** `all`: values and types. `types`: types only. A list: values from these files only, types from any. */
type Access = 'all' | 'types' | readonly string[]

interface Room {
  readonly rooms: Readonly<Record<string, Access>>
  /** Packages, or one path of a package. */
  readonly packages: readonly string[]
  /** Rooms whose workers it starts, by URL. */
  readonly workers?: readonly string[]
  /** Source files that must at least be seen, so that a check that sees nothing fails. */
  readonly atLeast: number
}

const NOBLE = ['@noble/curves', '@noble/hashes']
/** What a person types and reads, checked and shown by the rules' own functions instead of by copies. */
const WORDS = [
  'chain/address.ts',
  'chain/amount.ts',
  'chain/limits.ts',
  'chain/recipient.ts',
  'chain/state/account.ts',
  'chain/state/contract-storage.ts',
  'chain/state/key-space.ts',
]

const ROOMS: Readonly<Record<string, Room>> = {
  lib: { rooms: {}, packages: ['@noble/hashes/utils.js'], atLeast: 7 },
  chain: {
    rooms: { lib: 'all' },
    packages: [...NOBLE, '@scure/base', 'multiformats'],
    atLeast: 45,
  },
  consensus: { rooms: { chain: 'all', lib: 'all' }, packages: NOBLE, atLeast: 7 },
  contracts: { rooms: { chain: 'all', lib: 'all' }, packages: [...NOBLE, 'acorn'], atLeast: 25 },
  mining: { rooms: { lib: 'all' }, packages: NOBLE, atLeast: 17 },
  storage: { rooms: { chain: 'all', lib: 'all' }, packages: ['dexie'], atLeast: 12 },
  wallet: {
    // The database of keys is a table like any other and has its schema there.
    rooms: { chain: 'all', lib: 'all', storage: ['storage/database-guard.ts'] },
    packages: [...NOBLE, '@scure/base', '@scure/bip39'],
    atLeast: 11,
  },
  network: {
    rooms: { chain: 'all', lib: 'all' },
    packages: [
      ...NOBLE,
      '@scure/base',
      '@chainsafe/libp2p-noise',
      '@chainsafe/libp2p-yamux',
      '@libp2p',
      '@multiformats/multiaddr',
      'libp2p',
      'multiformats',
    ],
    atLeast: 33,
  },
  files: {
    // The store is passed in; its rows are what screens read too.
    rooms: { lib: 'all', storage: 'types' },
    packages: [
      '@chainsafe/libp2p-noise',
      '@chainsafe/libp2p-yamux',
      '@helia',
      '@ipld/car',
      '@ipld/dag-pb',
      '@libp2p',
      '@multiformats/multiaddr',
      'helia',
      'interface-blockstore',
      'interface-store',
      'ipfs-unixfs',
      'ipfs-unixfs-exporter',
      'ipfs-unixfs-importer',
      'multiformats',
    ],
    atLeast: 20,
  },
  node: {
    rooms: {
      lib: 'all',
      chain: 'all',
      consensus: 'all',
      contracts: 'all',
      mining: 'all',
      storage: 'all',
      wallet: 'all',
      network: 'all',
      files: 'all',
      api: 'all',
    },
    packages: ['@ipld/car', '@libp2p/interface', 'multiformats'],
    workers: ['mining'],
    atLeast: 38,
  },
  api: { rooms: { lib: 'all', chain: 'types', network: 'types' }, packages: [], atLeast: 15 },
  commands: { rooms: { lib: 'all', api: 'all', chain: WORDS }, packages: [], atLeast: 22 },
  terminal: { rooms: { lib: 'all', api: 'all', commands: 'all' }, packages: [], atLeast: 16 },
  page: {
    rooms: {
      lib: 'all',
      ui: 'all',
      api: 'all',
      // The composition root: it puts `window.tabchain` and the screens' database together.
      commands: 'all',
      storage: ['storage/schema.ts'],
      chain: ['chain/genesis/decode-genesis.ts'],
      // What page and worker say to each other about links, and its bounds.
      network: ['network/link-messages.ts'],
    },
    packages: ['react', 'react-dom', 'peerjs', 'virtual:pwa-register'],
    workers: ['node'],
    atLeast: 14,
  },
  ui: {
    rooms: {
      lib: 'all',
      api: 'all',
      commands: 'all',
      terminal: 'all',
      storage: ['storage/live-queries.ts', 'storage/file-queries.ts'],
      // How many copies the network keeps.
      files: ['files/limits.ts'],
      // What a contract stored lies in the table as bytes.
      contracts: ['contracts/decode-value.ts', 'contracts/contract.d.ts?raw'],
      // The form of a new network shows what a preset would fill in.
      chain: [...WORDS, 'chain/cid.ts', 'chain/genesis/presets.ts'],
    },
    packages: [
      'react',
      '@mantine',
      '@tabler/icons-react',
      'dexie-react-hooks',
      'uqr',
      '@codemirror',
      '@lezer/highlight',
      '@xterm',
    ],
    atLeast: 100,
  },
  signaling: {
    rooms: { lib: 'all' },
    packages: ['express', 'peer', 'selfsigned', 'vite', 'ws', 'node:'],
    atLeast: 19,
  },
  // The page does the work: of the app's rooms only words, invites and the clock.
  headless: {
    rooms: {
      api: 'types',
      chain: ['chain/amount.ts'],
      commands: ['commands/text.ts'],
      lib: 'all',
      network: ['network/invite.ts'],
      node: ['node/system-clock.ts'],
    },
    packages: ['playwright', 'vite', 'node:'],
    atLeast: 25,
  },
}

/** May import anything, and nothing else may import them; `lab` may be loaded later by others, by a dynamic import. */
const OUTSIDE = ['testing', 'lab']

const REPOSITORY = fileURLToPath(new URL('../', import.meta.url))

interface Import {
  readonly specifier: string
  readonly kind: 'value' | 'type' | 'dynamic' | 'url'
}

interface Source {
  /** From the repository's root. */
  readonly path: string
  readonly room: string
  readonly isTest: boolean
  readonly imports: readonly Import[]
}

/**
 * Imports as the formatter writes them: statements start a line and quotes are single. What starts like one and is not read is an
 * error of `readImports`, never silence.
 */
const STATEMENT = /^(?:import|export)( type)? (?:[\w$*{},\s]+? from )?'([^']+)'/gm
const STATEMENT_START = /^import\b(?!\s*[(.])|^export (?:type )?(?:\*|\{[^}]*\} from\b)/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g
const DYNAMIC_START = /\bimport\(/g
const URL_OF_FILE = /\bnew URL\(\s*'([^']+)',\s*import\.meta\.url\s*\)/g

function readImports(path: string, text: string): Import[] {
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

function readSources(): Source[] {
  return ['src', 'signaling', 'headless'].flatMap(folder =>
    readdirSync(`${REPOSITORY}${folder}`, { recursive: true })
      .map(name => `${folder}/${String(name).replaceAll('\\', '/')}`)
      .filter(path => /\.(?:ts|tsx|mts)$/.test(path))
      .map(path => ({
        path,
        room: roomOf(path),
        isTest: /\.(?:test|suite|test-d|bench)\.tsx?$|^signaling\/testing\/|^src\/[^/]+\.test\.ts$/.test(
          path,
        ),
        imports: readImports(path, readFileSync(`${REPOSITORY}${path}`, 'utf8')),
      })),
  )
}

/** `src/chain/x.ts` is in `chain`; what lies outside of `src` is in the room of its top folder. */
function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  return top === 'src' ? second : top
}

/** What is wrong with one import, or undefined. */
function violation({ path, room, isTest }: Source, { specifier, kind }: Import): string | undefined {
  if (isTest || OUTSIDE.includes(room)) return undefined
  const rules = ROOMS[room]
  if (!rules) return `${path}: the room ${room} is not in the table`
  if (!specifier.startsWith('.')) {
    const allowed = rules.packages.some(
      name => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
    )
    return allowed ? undefined : `${path}: ${room} may not use the package ${specifier}`
  }

  const target = posix.join(posix.dirname(path), specifier)
  const targetRoom = roomOf(target)
  if (targetRoom === room || !target.startsWith('src/')) return undefined
  if (kind === 'url' && rules.workers?.includes(targetRoom)) return undefined
  if (kind === 'dynamic' && targetRoom === 'lab') return undefined
  const access = rules.rooms[targetRoom]
  if (access === undefined) return `${path}: ${room} may not import ${target}`
  if (access === 'all' || kind === 'type') return undefined
  if (access !== 'types' && access.includes(target.slice('src/'.length))) return undefined
  return `${path}: ${room} may import types only from ${target}`
}

const sources = readSources()

test('every import between rooms, and of every package, is in the table', () => {
  const violations = sources.flatMap(source => source.imports.map(found => violation(source, found)))
  expect(violations.filter(found => found !== undefined)).toEqual([])
})

test('every room was seen, with as many files as it has at least', () => {
  for (const [room, { atLeast }] of Object.entries(ROOMS)) {
    const seen = sources.filter(source => source.room === room && !source.isTest).length
    expect(seen, `files seen in ${room}`).toBeGreaterThanOrEqual(atLeast)
  }
  for (const room of OUTSIDE) {
    expect(sources.filter(source => source.room === room).length, `files seen in ${room}`).toBeGreaterThan(40)
  }
  expect(sources.length).toBeGreaterThanOrEqual(420)
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThanOrEqual(1800)
})

/** What people and servers give is read as files are, whose first U+FEFF tells that they are UTF-8. */
const READS_FILES = [
  'src/lib/utf8.ts',
  'src/network/introductions.ts',
  'src/ui/features/file/preview/page-preview.tsx',
  'src/ui/features/file/preview/read-text.ts',
  'src/ui/features/studio/draft-file.ts',
  'src/wallet/backup.ts',
]

test('all other bytes become text in one place, which drops no character', () => {
  const decoding = sources
    .filter(
      ({ path, isTest }) =>
        !isTest && readFileSync(`${REPOSITORY}${path}`, 'utf8').includes('new TextDecoder'),
    )
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
    `import { ok } from '../lib/result.ts'`,
    `import { sha256 } from '@noble/hashes/sha2.js'`,
  ].join('\n')
  const found = readImports(source.path, text).map(each => violation(source, each))
  expect(found.filter(each => each !== undefined)).toHaveLength(9)

  const ui = { ...source, path: 'src/ui/x.tsx', room: 'ui' }
  expect(violation(ui, { specifier: '../chain/codec.ts', kind: 'value' })).toMatch(/types only/)
  expect(violation(ui, { specifier: '../chain/codec.ts', kind: 'type' })).toBeUndefined()
  expect(violation(ui, { specifier: '../chain/amount.ts', kind: 'value' })).toBeUndefined()
  expect(violation(ui, { specifier: '../lab/lab.ts', kind: 'dynamic' })).toBeUndefined()
  expect(violation(ui, { specifier: '../lab/lab.ts', kind: 'value' })).toMatch(/may not import/)
})
