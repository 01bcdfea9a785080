import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesToHex } from '#lib/bytes.ts'
import { EMPTY_TREE, hashNode, makeLeaf } from './tree-node.ts'
import { type TreeChange, withChanges } from './tree-update.ts'
import { chunkRoots, findLeaf, leavesBelow } from './tree-walk.ts'

/**
 * Paths with only these bits diverge at every kind of place: above the chunks, at their top, side by side,
 * far down and at the very end.
 */
const BITS = [0, 3, 7, 8, 9, 15, 16, 100, 255]

const pathWith = (bits: readonly number[]): Uint8Array => {
  const path = new Uint8Array(32)
  for (const bit of bits) path[bit >> 3] = (path[bit >> 3] as number) | (128 >> (bit & 7))
  return path
}

const change = fc
  .record({ bits: fc.subarray(BITS), value: fc.option(fc.nat({ max: 3 }), { nil: undefined }) })
  .map(({ bits, value }): TreeChange => {
    const path = pathWith(bits)
    const leaf = value === undefined ? undefined : makeLeaf(path, bytesToHex(path), Uint8Array.of(value))
    return { path, leaf }
  })
const changes = fc.uniqueArray(change, { selector: ({ path }) => bytesToHex(path), maxLength: 80 })

test('where paths share almost all of their bits, a batch gives the tree of its leaves alone', () => {
  fc.assert(
    fc.property(changes, changes, (first, second) => {
      const tree = withChanges(withChanges(EMPTY_TREE, first), second)
      const held = new Map([...first, ...second].map(change => [bytesToHex(change.path), change]))
      const present = [...held.values()].filter(({ leaf }) => leaf !== undefined)

      expect([...leavesBelow(tree)].map(leaf => leaf.key)).toEqual(
        present.map(({ path }) => bytesToHex(path)).sort(),
      )
      for (const { path, leaf } of held.values()) expect(findLeaf(tree, path)).toBe(leaf)
      expect(hashNode(tree)).toEqual(hashNode(withChanges(EMPTY_TREE, present)))

      const oneByOne = [...first, ...second].reduce((tree, change) => withChanges(tree, [change]), EMPTY_TREE)
      expect(hashNode(oneByOne)).toEqual(hashNode(tree))
    }),
    { numRuns: 500 },
  )
})

test('a change in one chunk keeps the others', () => {
  const leaf = (bits: number[]) => makeLeaf(pathWith(bits), bytesToHex(pathWith(bits)), Uint8Array.of(1))
  const [left, right, added] = [leaf([9]), leaf([0, 9]), leaf([0, 15])]
  const tree = withChanges(
    EMPTY_TREE,
    [left, right].map(leaf => ({ path: leaf.path, leaf })),
  )
  const after = withChanges(tree, [{ path: added.path, leaf: added }])
  expect(after.left).toBe(tree.left)
  expect(chunkRoots(after).filter((chunk, i) => chunk !== chunkRoots(tree)[i]).length).toBe(1)
})
