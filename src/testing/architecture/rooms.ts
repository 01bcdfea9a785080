/**
 * Which room may import which: `architecture.test.ts` checks every import against it and generates the tables
 * of ARCHITECTURE.md from it. Tests are exempt: they combine rooms that do not know each other.
 */

/**
 * `all`: values and types. `types`: types only. `values`: values from these files only, which `what`
 * describes, and types from any. `only`: nothing but these files.
 */
export type Access =
  | 'all'
  | 'types'
  | { readonly values: readonly string[]; readonly what: string }
  | { readonly only: readonly string[] }

export interface Room {
  /** What it owns: a cell of the table. */
  readonly owns: string
  readonly rooms: Readonly<Record<string, Access>>
  /** Packages, or one path of a package. */
  readonly packages: readonly string[]
  /** Rooms whose workers it starts, by URL. */
  readonly workers?: readonly string[]
  /** The least number of source files, so that a check that sees nothing fails. */
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
const IN_WORDS = 'what a person types and reads'

/** Bounds that several rooms of the node share. */
const SHARED = { only: ['node/limits.ts'] }

export const ROOMS: Readonly<Record<string, Room>> = {
  lib: {
    owns: 'results, brands, assertions, bytes, the interfaces `Clock` and `Random`, and what needs nothing but them: a mutex, a throttle, a token bucket, time slices, the starting and stopping of parts',
    rooms: {},
    packages: ['@noble/hashes/utils.js', '@scure/base'],
    atLeast: 12,
  },
  chain: {
    owns: 'the rules, pure: encoding, addresses, amounts, transactions, blocks, Merkle trees, state, genesis',
    rooms: { lib: 'all' },
    packages: [...NOBLE, '@scure/base', 'multiformats'],
    atLeast: 45,
  },
  consensus: {
    owns: 'pure: the engine interface, one folder per engine, `finality/` for those whose blocks are signed, fork choice, one conformance suite',
    rooms: { chain: 'all', lib: 'all' },
    packages: NOBLE,
    atLeast: 7,
  },
  contracts: {
    owns: 'the metered QuickJS sandbox, the contract interface, templates, the trace of a call; implements `ContractRuntime`, which `chain/apply` defines',
    rooms: { chain: 'all', lib: 'all' },
    packages: [...NOBLE, 'acorn'],
    atLeast: 25,
  },
  mining: {
    owns: 'the search for a nonce: kernels, workers, the pool. It knows bytes and a target, not blocks',
    rooms: { lib: 'all' },
    packages: NOBLE,
    atLeast: 17,
  },
  storage: {
    owns: "the databases (chain, keys, a person's own work, files): schema, stores, the live queries of the screens",
    rooms: { chain: 'all', lib: 'all' },
    packages: ['dexie'],
    atLeast: 12,
  },
  wallet: {
    owns: 'phrase, derivation, keys at rest, signing',
    // The database of keys has its schema there, as all tables do.
    rooms: {
      chain: 'all',
      lib: 'all',
      storage: { values: ['storage/database-guard.ts'], what: 'the guard of a database' },
    },
    packages: [...NOBLE, '@scure/base', '@scure/bip39'],
    atLeast: 11,
  },
  network: {
    owns: "wire messages, limits, verdicts, scores, topology, the libp2p transport's worker half, invites",
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
    owns: 'files: blocks in and out, which tab holds which file, fetching, copies, quota. It is loaded after the node runs, knows no chain and opens no links',
    // The store is passed in; screens read its rows too.
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
  api: {
    owns: 'the typed contract between page and worker, and both its implementations: each call once in `calls/`, its arguments read by `readers/`',
    // Its readers are the parsers of the rooms that what they read belongs to; a page loads none of them.
    rooms: {
      lib: 'all',
      chain: {
        values: [
          'chain/address.ts',
          'chain/amount.ts',
          'chain/cid.ts',
          'chain/ids.ts',
          'chain/limits.ts',
          'chain/recipient.ts',
        ],
        what: 'what reads a text',
      },
      network: 'types',
      wallet: 'types',
    },
    packages: [],
    atLeast: 30,
  },
  views: {
    owns: 'what a row of the database is as a result of the API, once for handlers and screens, pure',
    rooms: { lib: 'all', api: 'types', storage: 'types' },
    packages: [],
    atLeast: 3,
  },
  'node/verify': {
    owns: 'signatures: natively, on several threads, and not twice',
    rooms: { lib: 'all', chain: 'all', node: SHARED },
    packages: [],
    atLeast: 8,
  },
  'node/chain': {
    owns: 'the chain that this node holds: the tree of headers, the tip, forks, recent states, and `import/`, where a block is judged and the tip moves',
    rooms: { lib: 'all', chain: 'all', consensus: 'all', storage: 'all', node: SHARED },
    packages: [],
    atLeast: 24,
  },
  'node/pool': {
    owns: 'transactions that wait for a block: which are admitted, in which order, and which are dropped; how they reach peers; own payments among them',
    rooms: {
      lib: 'all',
      chain: 'all',
      network: 'all',
      storage: 'types',
      wallet: 'types',
      node: SHARED,
      'node/chain': 'all',
    },
    packages: [],
    atLeast: 15,
  },
  'node/produce': {
    owns: 'production of blocks: when, with which transactions, sealed with which key, and what was signed before',
    rooms: {
      lib: 'all',
      chain: 'all',
      consensus: 'all',
      mining: 'types',
      storage: 'types',
      wallet: 'types',
      node: SHARED,
      'node/chain': 'all',
      'node/pool': 'all',
    },
    packages: [],
    atLeast: 8,
  },
  'node/follow': {
    owns: 'the peers: what they announce and request, catching up with them, chains that rival the own one, offences that they commit',
    rooms: {
      lib: 'all',
      api: 'types',
      chain: 'all',
      consensus: 'all',
      network: 'all',
      storage: 'all',
      wallet: 'types',
      node: SHARED,
      'node/chain': 'all',
      'node/pool': 'all',
      'node/screens': 'types',
    },
    packages: [],
    atLeast: 17,
  },
  'node/screens': {
    owns: 'rows and events that screens read and that are not part of a block',
    rooms: {
      lib: 'all',
      api: 'types',
      chain: 'all',
      consensus: 'types',
      contracts: 'all',
      mining: 'types',
      network: 'types',
      storage: 'types',
      wallet: 'types',
      node: SHARED,
      'node/chain': 'all',
      'node/pool': 'types',
      'node/produce': 'types',
    },
    packages: [],
    atLeast: 6,
  },
  'node/faults': {
    owns: 'what the node does when its database fails, a contract hangs or its own code has a bug',
    rooms: {
      lib: 'all',
      chain: 'all',
      contracts: 'types',
      storage: 'all',
      node: SHARED,
      'node/chain': 'all',
      'node/screens': 'types',
    },
    packages: [],
    atLeast: 4,
  },
  'node/simulation': {
    owns: 'what a transaction would come to: one call, several in turn, a trace',
    rooms: {
      lib: 'all',
      api: 'all',
      chain: 'all',
      storage: 'all',
      node: SHARED,
      'node/chain': 'all',
      'node/pool': 'all',
      'node/screens': 'all',
    },
    packages: [],
    atLeast: 3,
  },
  'node/archive': {
    owns: 'the past: proofs, the chain as a file, checking all of it again, the files that it records',
    rooms: {
      lib: 'all',
      chain: 'all',
      consensus: 'types',
      storage: 'all',
      wallet: 'types',
      node: SHARED,
      'node/chain': 'all',
    },
    packages: ['@ipld/car', 'multiformats'],
    atLeast: 5,
  },
  node: {
    owns: '`TabNode`, which puts the rooms above together, and the bounds that they share',
    rooms: {
      lib: 'all',
      chain: 'all',
      mining: 'types',
      network: 'types',
      storage: 'types',
      wallet: 'types',
      'node/chain': 'all',
      'node/faults': 'all',
      'node/follow': 'all',
      'node/pool': 'all',
      'node/produce': 'all',
      'node/screens': 'all',
    },
    packages: [],
    atLeast: 2,
  },
  'node/founding': {
    owns: 'a genesis from what a person fills in; the networks that a profile knows',
    rooms: { lib: 'all', api: 'types', chain: 'all', storage: 'types', node: SHARED },
    packages: [],
    atLeast: 10,
  },
  'node/handlers': {
    owns: 'the answers to the calls of `api/`',
    rooms: {
      lib: 'all',
      api: 'all',
      chain: 'all',
      consensus: 'types',
      contracts: 'all',
      files: 'all',
      network: 'all',
      storage: 'all',
      views: 'all',
      wallet: 'all',
      node: 'all',
      'node/archive': 'all',
      'node/chain': 'all',
      'node/founding': 'all',
      'node/pool': 'all',
      'node/produce': 'all',
      'node/screens': 'all',
      'node/simulation': 'all',
    },
    packages: ['multiformats'],
    atLeast: 30,
  },
  'node/start': {
    owns: "the worker's composition root `node.worker.ts`, what it needs to know before the node runs, and the clock and randomness of this machine",
    rooms: {
      lib: 'all',
      api: 'all',
      chain: 'all',
      contracts: 'all',
      files: 'all',
      mining: 'all',
      network: 'all',
      storage: 'all',
      wallet: 'all',
      node: 'all',
      'node/archive': 'all',
      'node/chain': 'all',
      'node/faults': 'all',
      'node/founding': 'all',
      'node/handlers': 'all',
      'node/produce': 'all',
      'node/screens': 'all',
      'node/verify': 'all',
    },
    packages: ['@libp2p/interface'],
    workers: ['mining'],
    atLeast: 7,
  },
  commands: {
    owns: 'the text grammar over `api/`, and `window.tabchain`',
    rooms: { lib: 'all', api: 'all', chain: { values: WORDS, what: IN_WORDS } },
    packages: [],
    atLeast: 22,
  },
  terminal: {
    owns: 'a person at a terminal: the line that is typed, completion, history, scripts, `watch`; it does not know the DOM',
    rooms: { lib: 'all', api: 'all', commands: 'all' },
    packages: [],
    atLeast: 16,
  },
  ui: {
    owns: 'screens: `features/<screen>/`, components, theme, the catalogue of their texts',
    rooms: {
      lib: 'all',
      api: 'all',
      commands: 'all',
      terminal: 'all',
      views: 'all',
      storage: {
        values: ['storage/live-queries.ts', 'storage/file-queries.ts'],
        what: 'the live queries',
      },
      files: { values: ['files/limits.ts'], what: 'its bounds' },
      wallet: { values: ['wallet/limits.ts'], what: 'its bounds' },
      contracts: {
        values: ['contracts/decode-value.ts', 'contracts/contract.d.ts?raw'],
        what: 'the reading of a stored value and the text of `contract.d.ts`',
      },
      // The form of a new network shows what a preset would fill in.
      chain: {
        values: [...WORDS, 'chain/cid.ts', 'chain/genesis/presets.ts'],
        what: `${IN_WORDS}, CIDs and presets`,
      },
    },
    packages: [
      'react',
      '@lingui',
      '@mantine',
      '@tabler/icons-react',
      'dexie-react-hooks',
      'uqr',
      'qr',
      '@codemirror',
      '@lezer/highlight',
      '@xterm',
    ],
    atLeast: 100,
  },
  page: {
    owns: "the page's composition root `main.tsx`: boot, profile lock, WebRTC links, service worker",
    rooms: {
      lib: 'all',
      ui: 'all',
      api: 'all',
      // The composition root: it joins `window.tabchain` and the screens' database.
      commands: 'all',
      storage: { values: ['storage/schema.ts'], what: 'the schema' },
      chain: { values: ['chain/genesis/decode-genesis.ts'], what: 'the decoding of a genesis' },
      network: {
        values: ['network/link-messages.ts'],
        what: 'the messages between page and worker about links',
      },
    },
    packages: ['react', 'react-dom', 'peerjs', 'virtual:pwa-register'],
    workers: ['node/start'],
    atLeast: 14,
  },
  signaling: {
    owns: 'the server that introduces tabs, tells them their own addresses (STUN), and relays between them if it is asked to (TURN)',
    rooms: { lib: 'all' },
    packages: ['@scure/base', 'ioredis', 'prom-client', 'selfsigned', 'uqr', 'vite', 'ws', 'node:'],
    atLeast: 19,
  },
  // The page does the work, so it needs only texts, invites and the clock of the app's rooms.
  headless: {
    owns: 'an always-on peer: it keeps the page running in a browser without a window and brings its commands to the terminal (docs/headless.md)',
    rooms: {
      api: 'types',
      chain: { values: ['chain/amount.ts'], what: 'amounts' },
      commands: { values: ['commands/limits.ts', 'commands/text.ts'], what: 'texts and bounds' },
      lib: 'all',
      network: { values: ['network/invite.ts', 'network/short-invite/short-invite.ts'], what: 'invites' },
      'node/start': { values: ['node/start/system-clock.ts'], what: 'the clock' },
      signaling: {
        values: ['signaling/lan.ts', 'signaling/server-fault.ts', 'signaling/start-server.ts'],
        what: 'the server, which it may run too',
      },
      scripts: { values: ['scripts/browser.mjs'], what: 'how a browser is found' },
    },
    packages: ['playwright', 'vite', 'node:'],
    atLeast: 25,
  },
}

/**
 * They may import anything, and nothing else may import them; other rooms may load `lab` later, by a dynamic
 * import.
 */
export const OUTSIDE: Readonly<Record<string, string>> = {
  lab: 'the laboratory: attacks under an identity of their own, what honest tabs report of them, traffic; loaded when a page asks for it',
  testing:
    'fake clock, seeded random, memory network, memory store, chain builder, and these tables; only tests and `lab` import it',
}
