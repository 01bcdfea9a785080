import { sha256 } from '@noble/hashes/sha2.js'
import { assert } from '../lib/assert.ts'
import { bytesEqual } from '../lib/bytes.ts'
import { hashFromBytes, hashToBytes } from './hash.ts'
import type { MerkleRoot } from './ids.ts'

/**
 * Merkle trees of RFC 6962, section 2.1: leaves are hashed with 0x00 before them and nodes with 0x01, so that none passes for the
 * other; a tree of n leaves splits at the largest power of two below n, so that nothing is duplicated.
 */

/** The neighbours on the way from a leaf to the root, lowest first. */
export interface MerkleProof {
  readonly index: number
  readonly size: number
  readonly siblings: readonly Uint8Array[]
}

/** The root of an ordered list. The empty list has the hash of the empty string. */
export function merkleRoot(leaves: readonly Uint8Array[]): MerkleRoot {
  if (leaves.length === 0) return EMPTY_MERKLE_ROOT
  return hashFromBytes<MerkleRoot>(subtreeRoot(leaves.map(hashLeaf), 0, leaves.length))
}

export const EMPTY_MERKLE_ROOT = hashFromBytes<MerkleRoot>(sha256(new Uint8Array()))

/**
 * A proof that `leaves[index]` is in the tree.
 * @public for who holds headers only
 */
export function merkleProof(leaves: readonly Uint8Array[], index: number): MerkleProof {
  assert(index >= 0 && index < leaves.length, `leaf ${index} of ${leaves.length}`)
  const hashes = leaves.map(hashLeaf)
  const siblings: Uint8Array[] = []
  let from = 0
  let to = leaves.length

  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      siblings.push(subtreeRoot(hashes, middle, to))
      to = middle
    } else {
      siblings.push(subtreeRoot(hashes, from, middle))
      from = middle
    }
  }
  return { index, size: leaves.length, siblings: siblings.reverse() }
}

/**
 * Is `leaf` at `proof.index` of the list of `proof.size` leaves with this root? (RFC 9162, 2.1.3.2.)
 * @public for who holds headers only
 */
export function verifyMerkleProof(root: MerkleRoot, leaf: Uint8Array, proof: MerkleProof): boolean {
  if (!Number.isSafeInteger(proof.index) || !Number.isSafeInteger(proof.size)) return false
  if (proof.index < 0 || proof.index >= proof.size) return false
  let node = proof.index
  let last = proof.size - 1
  let hash = hashLeaf(leaf)

  for (const sibling of proof.siblings) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = hashNode(sibling, hash)
      // a last node without a right neighbour moves up unchanged
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2)
        last = Math.floor(last / 2)
      }
    } else {
      hash = hashNode(hash, sibling)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && bytesEqual(hash, hashToBytes(root))
}

function subtreeRoot(hashes: readonly Uint8Array[], from: number, to: number): Uint8Array {
  if (to - from === 1) return hashes[from] as Uint8Array
  const middle = from + splitOf(to - from)
  return hashNode(subtreeRoot(hashes, from, middle), subtreeRoot(hashes, middle, to))
}

/** The largest power of two below `count`, which is at least 2. */
const splitOf = (count: number): number => 2 ** (31 - Math.clz32(count - 1))

function hashLeaf(leaf: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + leaf.length)
  bytes.set(leaf, 1)
  return sha256(bytes)
}

/** 0x01 and the two hashes: written over for every node, since hashing does not yield. */
const nodeBytes = new Uint8Array(65)
nodeBytes[0] = 1

function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeBytes.set(left, 1)
  nodeBytes.set(right, 33)
  return sha256(nodeBytes)
}
