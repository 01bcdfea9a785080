import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { merklePath, merkleRoot, rootAbove } from './merkle.ts'

/** The leaves and roots of the RFC 6962 reference implementation's tests. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hexToBytes)

const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test.each(ROOTS.map((root, size) => [size, root] as const))('the root of %i leaves', (size, root) => {
  expect(merkleRoot(LEAVES.slice(0, size))).toBe(root)
})

const leaves = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 40 })

test('the way from every leaf leads to the root', () => {
  fc.assert(
    fc.property(leaves, list => {
      const root = merkleRoot(list)
      for (const [i, leaf] of list.entries()) expect(rootAbove(leaf, merklePath(list, i))).toBe(root)
    }),
  )
})

test('the paths of the seven leaves of RFC 6962, 2.1.3', () => {
  const leaf = (i: number) => merkleRoot([LEAVES[i] as Uint8Array])
  const seven = LEAVES.slice(0, 7)
  const hex = (index: number) => merklePath(seven, index).siblings.map(bytesToHex)
  expect(hex(0)).toEqual([leaf(1), merkleRoot(seven.slice(2, 4)), merkleRoot(seven.slice(4))])
  expect(hex(3)).toEqual([leaf(2), merkleRoot(seven.slice(0, 2)), merkleRoot(seven.slice(4))])
  expect(hex(4)).toEqual([leaf(5), leaf(6), merkleRoot(seven.slice(0, 4))])
  expect(hex(6)).toEqual([merkleRoot(seven.slice(4, 6)), merkleRoot(seven.slice(0, 4))])
  expect(seven.map((_, i) => merklePath(seven, i).turns)).toEqual([
    0b000, 0b001, 0b010, 0b011, 0b100, 0b101, 0b11,
  ])
})

/** Two equal halves would have the same hash either way round. */
const differentLeaves = fc.uniqueArray(fc.uint8Array({ maxLength: 8 }), {
  minLength: 1,
  maxLength: 40,
  selector: bytesToHex,
})

test('another leaf, turn or sibling, and a way that is longer or shorter, lead elsewhere', () => {
  fc.assert(
    fc.property(differentLeaves, fc.nat(), fc.nat(), fc.nat({ max: 4 }), (list, at, bit, how) => {
      const index = at % list.length
      const leaf = list[index] as Uint8Array
      const { turns, siblings } = merklePath(list, index)
      const level = siblings.length === 0 ? 0 : bit % siblings.length
      const flipped = siblings.map((sibling, i) =>
        i === level ? sibling.map((byte, j) => byte ^ (j === 0 ? 1 : 0)) : sibling,
      )
      const cases = [
        () => rootAbove(Uint8Array.from([...leaf, 0]), { turns, siblings }),
        () => rootAbove(leaf, { turns, siblings: [...siblings, new Uint8Array(32)] }),
        () => siblings.length > 0 && rootAbove(leaf, { turns, siblings: siblings.slice(1) }),
        () => siblings.length > 0 && rootAbove(leaf, { turns, siblings: flipped }),
        () => siblings.length > 0 && rootAbove(leaf, { turns: turns ^ (1 << level), siblings }),
      ]
      expect(cases[how]?.()).not.toBe(merkleRoot(list))
    }),
  )
})

test('a node does not pass for a leaf', () => {
  const [a, b] = [hexToBytes('aa'), hexToBytes('bb')]
  const root = merkleRoot([a, b])
  expect(merkleRoot([hexToBytes(root)])).not.toBe(root)
  expect(merkleRoot([a, b, b])).not.toBe(merkleRoot([a, b]))
})
