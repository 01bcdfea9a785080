import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REPOSITORY, readImports, targetOf } from '#testing/architecture/read-sources.ts'

/** Every file and every package that is loaded with `entry`. Types are not loaded. */
function loadedWith(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const waiting = [`src/${entry}`]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue
    files.add(file)
    for (const { specifier, kind } of readImports(file, readFileSync(`${REPOSITORY}${file}`, 'utf8'))) {
      if (kind === 'type') continue
      const target = targetOf(file, specifier)
      if (target === undefined) packages.add(specifier)
      else waiting.push(target)
    }
  }
  return { files, packages }
}

test('the verifier of proofs stands alone: rules and bytes, no node, no curve, no JavaScript of the environment', () => {
  const { files, packages } = loadedWith('chain/proof.ts')
  expect(files.size).toBeGreaterThanOrEqual(15)
  expect([...files].filter(file => !/^src\/(?:chain|lib)\//.test(file))).toEqual([])
  expect([...files]).not.toContain('src/chain/signature.ts')
  expect([...packages].toSorted()).toEqual(['@noble/hashes/sha2.js', '@noble/hashes/utils.js', '@scure/base'])
})

test('the walk finds imports: the node loads curves', () => {
  const { files, packages } = loadedWith('chain/signature.ts')
  expect(files.size).toBeGreaterThanOrEqual(1)
  expect([...packages]).toContain('@noble/curves/ed25519.js')
})
