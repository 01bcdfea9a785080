import { CHUNK_DEPTH, EMPTY_CHUNK, hashFork, hashLeaf } from './tree-hash.ts'

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
  return makeFork(bit, EMPTY_CHUNK, child, child)
}

/** The hash of a node, computed when first asked for; of no node at all, an empty chunk: 32 zero bytes. */
export function hashNode(node: TreeNode | undefined): Uint8Array {
  if (node === undefined) return EMPTY_CHUNK
  node.hash ??=
    node.type === 'leaf'
      ? hashLeaf(node.path, node.value)
      : hashFork(node.bit, hashNode(node.left), hashNode(node.right))
  return node.hash
}
