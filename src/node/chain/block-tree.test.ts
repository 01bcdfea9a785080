import { expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import { createChainBuilder, testNetwork } from '#testing/chain-builder.ts'
import { BlockTree } from './block-tree.ts'

const builder = createChainBuilder(testNetwork())
const [low, high] = builder.extend(builder.genesis, 2).map(block => known(block, 'block').header)

function treeOf({ stored }: { stored: boolean }) {
  const tree = new BlockTree()
  for (const header of [low, high]) {
    const record = builder.genesis.record
    tree.add({ ...record, header: known(header, 'header'), main: false, stored, invalid: false })
  }
  return tree
}

const [lowId, highId] = [known(low, 'header').id, known(high, 'header').id]

test('a header without a body is forgotten, unless it has children', () => {
  const tree = treeOf({ stored: false })
  expect(tree.forget(lowId)).toBe(false)
  expect(tree.get(lowId)).toBeDefined()
  expect(tree.forget(highId)).toBe(true)
  expect(tree.forget(lowId)).toBe(true)
  expect(tree.get(lowId)).toBeUndefined()
  expect(tree.forget(lowId)).toBe(false)
})

test('a stored block stays', () => {
  const tree = treeOf({ stored: true })
  expect(tree.forget(highId)).toBe(false)
  expect(tree.get(highId)).toBeDefined()
})

test('headers without bodies are forgotten when there are too many', () => {
  const tree = treeOf({ stored: false })
  tree.forgetBodiless(2)
  expect(tree.get(lowId)).toBeDefined()
  tree.forgetBodiless(1)
  expect([tree.get(lowId), tree.get(highId)]).toEqual([undefined, undefined])
})
