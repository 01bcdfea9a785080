import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SOURCES = fileURLToPath(new URL('../', import.meta.url))
const VALUE_IMPORT = /^(?:import|export) (?!type )(?:[\w$*{},\s]+? from )?'([^']+)'/gm

/** Every file that is loaded with `entry`, and every package. Types are not loaded. */
function loadedWith(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue
    files.add(file)
    for (const [, specifier = ''] of readFileSync(`${SOURCES}${file}`, 'utf8').matchAll(VALUE_IMPORT)) {
      if (specifier.startsWith('.')) waiting.push(posix.join(posix.dirname(file), specifier))
      else packages.add(specifier)
    }
  }
  return { files, packages }
}

test('the verifier of proofs stands alone: rules and bytes, no node, no curve, no JavaScript of the environment', () => {
  const { files, packages } = loadedWith('chain/proof.ts')
  expect(files.size).toBeGreaterThanOrEqual(15)
  expect([...files].filter(file => !/^(?:chain|lib)\//.test(file))).toEqual([])
  expect([...files]).not.toContain('chain/signature.ts')
  expect([...packages].toSorted()).toEqual(['@noble/hashes/sha2.js', '@noble/hashes/utils.js', '@scure/base'])
})

test('the walk sees what is there: the node loads curves', () => {
  const { files, packages } = loadedWith('chain/signature.ts')
  expect(files.size).toBeGreaterThanOrEqual(1)
  expect([...packages]).toContain('@noble/curves/ed25519.js')
})
