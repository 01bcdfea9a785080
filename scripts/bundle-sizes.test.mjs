import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadedBy, measureBundles } from './bundle-sizes.mjs'

const folder = mkdtempSync(join(tmpdir(), 'tabchain-bundles-'))
const FILES = {
  'index.html': `<link rel="modulepreload" href="/assets/vendor-1.js"><link rel="stylesheet" href="/assets/page-1.css">
    <script type="module" crossorigin src="/assets/page-1.js"></script>`,
  'assets/page-1.js': `import{a as b}from"./vendor-1.js";import"./side-1.js";const c=()=>import("./later-1.js");new Worker("/assets/node.worker-1.js")`,
  'assets/page-1.css': 'p{}',
  'assets/vendor-1.js': `import{x}from"./deep-1.js";export{x as a}`,
  'assets/side-1.js': `export*from"./deep-1.js"`,
  'assets/deep-1.js': `export const x=1`,
  'assets/later-1.js': `console.log("later")`,
  'assets/node.worker-1.js': `postMessage(1)`,
  'sw.js': `define(["./workbox-1"],function(){})`,
  'workbox-1.js': 'self.x=1',
}

beforeAll(() => {
  mkdirSync(join(folder, 'assets'))
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the size of an entry includes what it loads before it runs, each file once, and not what it loads later', () => {
  expect([...loadedBy(folder, ['index.html'])].sort()).toEqual([
    'assets/deep-1.js',
    'assets/page-1.css',
    'assets/page-1.js',
    'assets/side-1.js',
    'assets/vendor-1.js',
    'index.html',
  ])
  expect([...loadedBy(folder, ['sw.js'])]).toEqual(['sw.js', 'workbox-1.js'])
})

test('a budget is exceeded by a single byte, and broken by a missing entry', () => {
  const bytes = ['sw.js', 'workbox-1.js'].reduce((sum, name) => sum + gzipSync(FILES[name]).length, 0)
  const { entries } = measureBundles(folder, [
    { entry: 'fits', files: /^sw\.js$/, maxBytes: bytes },
    { entry: 'too large', files: /^sw\.js$/, maxBytes: bytes - 1 },
    { entry: 'missing', files: /^nothing\.js$/, maxBytes: 1000 },
  ])
  expect(entries.map(({ entry, ok }) => [entry, ok])).toEqual([
    ['fits', true],
    ['too large', false],
    ['missing', false],
  ])
})

test('a worker that no budget names is reported', () => {
  expect(measureBundles(folder, []).unbudgeted).toEqual(['assets/node.worker-1.js'])
  const budgets = [{ entry: 'node worker', files: /node\.worker-\w+\.js$/, maxBytes: 1000 }]
  expect(measureBundles(folder, budgets).unbudgeted).toEqual([])
})
