import { sha256 } from '@noble/hashes/sha2.js'
import { assert } from '#lib/assert.ts'
import { hashFromBytes } from './hash.ts'
import type { MerkleRoot } from './ids.ts'

/**
 * Merkle trees of RFC 6962, section 2.1. Leaves are hashed with 0x00 before them and nodes with 0x01, so that
 * neither passes for the other. A tree of n leaves splits at the largest power of two below n, so that
 * nothing is duplicated.
 */

/**
 * The path from a leaf up to the root. It contains the side of each sibling instead of the leaf's index and
 * the list's length as in the RFC, because a root does not fully bind those (a proof for leaf 0 of 3 is also
 * one for leaf 0 of 4).
 */
export interface MerklePath {
  /** Bit n is 1 where the n-th sibling is on the left. */
  readonly turns: number
  /** The siblings' hashes, lowest first. */
  readonly siblings: readonly Uint8Array[]
}

/** The root of an ordered list. That of the empty list is the hash of the empty string. */
export function merkleRoot(leaves: readonly Uint8Array[]): MerkleRoot {
  if (leaves.length === 0) return EMPTY_MERKLE_ROOT
  return hashFromBytes<MerkleRoot>(subtreeRoot(leaves.map(hashLeaf), 0, leaves.length))
}

export const EMPTY_MERKLE_ROOT = hashFromBytes<MerkleRoot>(sha256(new Uint8Array()))

/** The path from `leaves[index]` to the root. */
export function merklePath(leaves: readonly Uint8Array[], index: number): MerklePath {
  assert(index >= 0 && index < leaves.length, `leaf ${index} of ${leaves.length}`)
  const hashes = leaves.map(hashLeaf)
  const siblings: Uint8Array[] = []
  let turns = 0
  let from = 0
  let to = leaves.length

  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      siblings.push(subtreeRoot(hashes, middle, to))
      turns = turns * 2
      to = middle
    } else {
      siblings.push(subtreeRoot(hashes, from, middle))
      turns = turns * 2 + 1
      from = middle
    }
  }
  return { turns, siblings: siblings.reverse() }
}

/** The root of a list that has `leaf` at the end of this path. */
export function rootAbove(leaf: Uint8Array, { turns, siblings }: MerklePath): MerkleRoot {
  const root = siblings.reduce(
    (hash, sibling, i) => (((turns >> i) & 1) === 1 ? hashNode(sibling, hash) : hashNode(hash, sibling)),
    hashLeaf(leaf),
  )
  return hashFromBytes<MerkleRoot>(root)
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

/** 0x01 and the two hashes: one buffer that every node overwrites, because hashing does not yield. */
const nodeBytes = new Uint8Array(65)
nodeBytes[0] = 1

function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeBytes.set(left, 1)
  nodeBytes.set(right, 33)
  return sha256(nodeBytes)
}
