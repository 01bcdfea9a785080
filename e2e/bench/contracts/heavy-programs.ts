import { ed25519 } from '@noble/curves/ed25519.js'
import type { Program } from '#contracts/programs/program.ts'

const secretKey = new Uint8Array(32).fill(7)
const message = new Uint8Array(32)
const [KEY, MESSAGE, SIGNATURE] = [
  ed25519.getPublicKey(secretKey),
  message,
  ed25519.sign(message, secretKey),
].map(bytes => `[${bytes}]`)

/**
 * Programs for which a gas could be too cheap or too dear, beside those of the tests: memory in bulk and at
 * random, arithmetic in long loops, text, and all operations of the host. Each runs for some milliseconds at
 * least.
 */
export const HEAVY_PROGRAMS: readonly Program[] = [
  ['fill of 7 MB', 'const a = new Uint8Array(7e6); for (let i = 0; i < 40; i++) a.fill(i)'],
  [
    'copyWithin of 3.5 MB',
    'const a = new Uint8Array(7e6); for (let i = 0; i < 40; i++) a.copyWithin(0, 35e5)',
  ],
  [
    'copies of 600 bytes',
    'const a = new Uint8Array(2000); for (let i = 0; i < 20000; i++) a.copyWithin(0, 1000, 1600)',
  ],
  [
    'random access to 7 MB',
    'const a = new Int32Array(17e5); let x = 1; for (let i = 0; i < 1e5; i++) { x = (x * 1103515245 + 12345) & 0x7fffffff; a[x % 17e5] += x }',
  ],
  ['division of big integers', 'const a = 3n ** 20000n, b = 7n ** 5000n; for (let i = 0; i < 20; i++) a / b'],
  ['fmod', 'let s = 0; for (let i = 1; i < 5000; i++) s += (1e300 + i) % 3.7'],
  ['powers', 'let s = 0; for (let i = 1; i < 20000; i++) s += (1.1 + i) ** 1.7'],
  ['numbers as text', 'let s = 0; for (let i = 1; i < 10000; i++) s += String(i * 1.37e-5).length'],
  [
    'text as numbers',
    'let s = 0; for (let i = 1; i < 3000; i++) s += parseFloat("1.2345678901234567890123e-200")',
  ],
  [
    'comparison of long texts',
    'const a = "x".repeat(200000), b = "x".repeat(200000); for (let i = 0; i < 50; i++) a === b',
  ],
  [
    'slices of a long text',
    'let n = 0; const a = "x".repeat(2000000); for (let i = 0; i < 50; i++) n += a.slice(i).length',
  ],
  [
    'slices of a long array',
    'let n = 0; const a = new Array(200000).fill(1); for (let i = 0; i < 5; i++) n += a.slice(i).length',
  ],
  [
    'a list in random order',
    'const a = []; for (let i = 0; i < 50000; i++) a.push({}); let x = 1; for (let i = 0; i < 50000; i++) { x = (x * 1664525 + 1013904223) >>> 0; const j = x % 50000; [a[i], a[j]] = [a[j], a[i]] } for (let i = 1; i < 50000; i++) a[i - 1].n = a[i]; for (let k = 0; k < 5; k++) for (let o = a[0]; o; o = o.n);',
  ],
  [
    'compiled regular expressions',
    'let n = 0; for (let i = 0; i < 1000; i++) n += new RegExp("(a|b)*c" + i).source.length',
  ],
  [
    'signatures checked',
    `const [k, m, s] = [${KEY}, ${MESSAGE}, ${SIGNATURE}].map(list => new Uint8Array(list)); for (let i = 0; i < 20; i++) ctx.assert(ctx.verifySignature(k, m, s))`,
  ],
  ['SHA-256 of 32 bytes', 'const d = new Uint8Array(32); for (let i = 0; i < 1000; i++) ctx.sha256(d)'],
  ['SHA-256 of 60 kB', 'const d = new Uint8Array(60000); for (let i = 0; i < 20; i++) ctx.sha256(d)'],
  ['reads of what is not there', 'const m = this.map("a"); for (let i = 0; i < 1000; i++) m.get(i)'],
  [
    'reads of 16 kB',
    'const m = this.map("a"); m.set(1, new Uint8Array(16000)); for (let i = 0; i < 200; i++) m.get(1)',
  ],
  [
    'stored and removed',
    'const m = this.map("a"); for (let i = 0; i < 200; i++) { m.set(1, i); m.delete(1) }',
  ],
  ['new keys', 'const m = this.map("a"); for (let i = 0; i < 200; i++) m.set(i, i)'],
  [
    'pages of keys',
    'const m = this.map("a"); for (let i = 0; i < 100; i++) m.set(i, i); for (let i = 0; i < 50; i++) m.keys()',
  ],
  ['events', 'for (let i = 0; i < 100; i++) ctx.emit("x", i)'],
  ['balances', 'for (let i = 0; i < 1000; i++) ctx.balanceOf(ctx.producer)'],
]

/** Programs that are known to have broken other engines: each has a row of its own. */
export const PATHOLOGICAL = [
  '2n ** (2n ** 26n)',
  'indexOf over 2^32',
  '(a+)+b',
  'sort of 1e6',
  'join of 1e6',
  'repeat of 1e9',
  'JSON.parse of deep input',
  'an alternation of thousands',
  'a string that doubles',
  'objects without end',
  'buffers without end',
  'a loop of garbage',
  'an empty loop',
  'copyWithin of 3.5 MB',
  'signatures checked',
] as const
