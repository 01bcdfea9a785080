import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hexToBytes } from '../lib/bytes.ts'
import { merkleProof, merkleRoot, verifyMerkleProof } from './merkle.ts'

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

test('every leaf has a proof', () => {
  fc.assert(
    fc.property(leaves, list => {
      const root = merkleRoot(list)
      for (const [i, leaf] of list.entries()) {
        expect(verifyMerkleProof(root, leaf, merkleProof(list, i))).toBe(true)
      }
    }),
  )
})

test('a proof of another leaf, place, size or root fails', () => {
  fc.assert(
    fc.property(leaves, fc.nat(), fc.nat({ max: 7 }), (list, at, how) => {
      const index = at % list.length
      const leaf = list[index] as Uint8Array
      const proof = merkleProof(list, index)
      const root = merkleRoot(list)
      const other = merkleRoot([...list, leaf])
      const longer = { ...proof, siblings: [...proof.siblings, new Uint8Array(32)] }
      const shorter = { ...proof, siblings: proof.siblings.slice(1) }
      const cases = [
        () => verifyMerkleProof(root, Uint8Array.from([...leaf, 0]), proof),
        () => verifyMerkleProof(other, leaf, proof),
        () => verifyMerkleProof(root, leaf, longer),
        () => proof.siblings.length > 0 && verifyMerkleProof(root, leaf, shorter),
        () => verifyMerkleProof(root, leaf, { ...proof, index: -1 }),
        () => verifyMerkleProof(root, leaf, { ...proof, index: proof.size }),
        () => verifyMerkleProof(root, leaf, { ...proof, index: 0.5 }),
        () => verifyMerkleProof(root, leaf, { ...proof, size: Number.NaN }),
      ]
      expect(cases[how]?.()).toBe(false)
    }),
  )
})

test('a node does not pass for a leaf', () => {
  const [a, b] = [hexToBytes('aa'), hexToBytes('bb')]
  const root = merkleRoot([a, b])
  expect(merkleRoot([hexToBytes(root)])).not.toBe(root)
  expect(merkleRoot([a, b, b])).not.toBe(merkleRoot([a, b]))
})
