import { sha256 } from '@noble/hashes/sha2.js'

/**
 * The nodes of the state tree, never changed once made (but for the hash, filled in when first asked for), so that every version of
 * the state shares what it has in common with the others.
 *
 * The tree is a binary trie over SHA-256(key). Its first {@link CHUNK_DEPTH} levels are always there, so that the root is made of exactly
 * 256 chunk hashes; below them only forks exist (path compression), each saying at which bit it forks.
 */
export type TreeNode = Leaf | Fork

export interface Leaf {
  readonly type: 'leaf'
  /** SHA-256 of the key, 32 bytes. */
  readonly path: Uint8Array
  /** Hex. */
  readonly key: string
  readonly value: Uint8Array
  hash: Uint8Array | undefined
}

export interface Fork {
  readonly type: 'fork'
  /** The bit of the path that decides: 0 goes left, 1 goes right. */
  readonly bit: number
  /** Of some leaf at or once below: its first `bit` bits are those of all leaves below. Not used above the chunks. */
  readonly path: Uint8Array
  /** Undefined only for an empty chunk. */
  readonly left: TreeNode | undefined
  readonly right: TreeNode | undefined
  hash: Uint8Array | undefined
}

export const CHUNK_DEPTH = 8
export const PATH_BITS = 256

/** Stands for an empty chunk. */
const EMPTY = new Uint8Array(32)

export const makeLeaf = (path: Uint8Array, key: string, value: Uint8Array): Leaf => ({
  type: 'leaf',
  path,
  key,
  value,
  hash: undefined,
})

export const makeFork = (
  bit: number,
  path: Uint8Array,
  left: TreeNode | undefined,
  right: TreeNode | undefined,
): Fork => ({ type: 'fork', bit, path, left, right, hash: undefined })

/** The tree without a leaf: the levels above the chunks. */
export const EMPTY_TREE: Fork = emptyFork(0)

function emptyFork(bit: number): Fork {
  const child = bit + 1 < CHUNK_DEPTH ? emptyFork(bit + 1) : undefined
  return makeFork(bit, EMPTY, child, child)
}

/** Bit `index` of a path, counted from the most significant of the first byte. */
export const bitAt = (path: Uint8Array, index: number): number =>
  ((path[index >> 3] as number) >> (7 - (index & 7))) & 1

/** The first bit, from `from` on, in which two paths differ; {@link PATH_BITS} if none does. */
export function firstDifference(a: Uint8Array, b: Uint8Array, from: number): number {
  for (let i = from >> 3; i < 32; i++) {
    const difference = (a[i] as number) ^ (b[i] as number)
    if (difference !== 0) return i * 8 + Math.clz32(difference) - 24
  }
  return PATH_BITS
}

/** 0x01, the fork's bit, and the two hashes: written over for every fork, since hashing does not yield. */
const forkBytes = new Uint8Array(66)
forkBytes[0] = 1

/**
 * Leaf: SHA-256(0x00 ‖ path ‖ value). Fork: SHA-256(0x01 ‖ bit ‖ left ‖ right), where the bit tells a verifier of absence which way
 * a key would have gone. No node at all, an empty chunk: 32 zero bytes.
 */
export function hashNode(node: TreeNode | undefined): Uint8Array {
  if (node === undefined) return EMPTY
  if (node.hash !== undefined) return node.hash

  if (node.type === 'leaf') {
    const bytes = new Uint8Array(33 + node.value.length)
    bytes.set(node.path, 1)
    bytes.set(node.value, 33)
    node.hash = sha256(bytes)
  } else {
    const left = hashNode(node.left)
    const right = hashNode(node.right)
    forkBytes[1] = node.bit
    forkBytes.set(left, 2)
    forkBytes.set(right, 34)
    node.hash = sha256(forkBytes)
  }
  return node.hash
}
