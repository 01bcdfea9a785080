import { CHUNK_DEPTH, EMPTY_CHUNK, hashFork, hashLeaf } from './tree-hash.ts'

/**
 * The nodes of the state tree. They never change once made (except for the hash, which is filled in on
 * demand), so that versions of the state share what they have in common.
 *
 * The tree is a binary trie over SHA-256(key). Its first {@link CHUNK_DEPTH} levels always exist, so that the
 * root is made of exactly 256 chunk hashes; below them only forks exist (path compression), each with the bit
 * at which it forks.
 */
export type TreeNode = Leaf | Fork

export interface Leaf {
  readonly type: 'leaf'
  /** SHA-256 of the key, 32 bytes. */
  readonly path: Uint8Array
  /** The key, hex. */
  readonly key: string
  readonly value: Uint8Array
  hash: Uint8Array | undefined
}

export interface Fork {
  readonly type: 'fork'
  /** The bit of the path that decides: 0 goes left, 1 goes right. */
  readonly bit: number
  /**
   * The path of some leaf below, now or earlier: its first `bit` bits are those of all leaves below. Not used
   * above the chunks.
   */
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

/** The tree without leaves: the levels above the chunks. */
export const EMPTY_TREE: Fork = emptyFork(0)

function emptyFork(bit: number): Fork {
  const child = bit + 1 < CHUNK_DEPTH ? emptyFork(bit + 1) : undefined
  return makeFork(bit, EMPTY_CHUNK, child, child)
}

/** The hash of a node, computed on demand; of an empty chunk, 32 zero bytes. */
export function hashNode(node: TreeNode | undefined): Uint8Array {
  if (node === undefined) return EMPTY_CHUNK
  node.hash ??=
    node.type === 'leaf'
      ? hashLeaf(node.path, node.value)
      : hashFork(node.bit, hashNode(node.left), hashNode(node.right))
  return node.hash
}
