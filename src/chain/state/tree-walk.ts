import { bytesEqual } from '#lib/bytes.ts'
import { bitAt, CHUNK_DEPTH } from './tree-hash.ts'
import type { Fork, Leaf, TreeNode } from './tree-node.ts'

/** Walks through a state tree, which change nothing. */

/** The leaf at `path`, if there is one. */
export function findLeaf(tree: Fork, path: Uint8Array): Leaf | undefined {
  let node: TreeNode | undefined = tree
  while (node?.type === 'fork') node = childToward(node, path)
  return node !== undefined && bytesEqual(node.path, path) ? node : undefined
}

/**
 * The nodes that a look-up of a path passes: the forks from the root down, and the leaf at the end, which may
 * be that of another path; no leaf in an empty chunk.
 */
export interface Way {
  readonly forks: readonly Fork[]
  readonly end: Leaf | undefined
}

/** The nodes that a look-up of `path` passes. */
export function wayTo(tree: Fork, path: Uint8Array): Way {
  const forks: Fork[] = []
  let node: TreeNode | undefined = tree
  while (node?.type === 'fork') {
    forks.push(node)
    node = childToward(node, path)
  }
  return { forks, end: node }
}

/** The roots of the 256 chunks, by the first byte of their paths. */
export function chunkRoots(tree: Fork): (TreeNode | undefined)[] {
  let level: (TreeNode | undefined)[] = [tree]
  for (let depth = 0; depth < CHUNK_DEPTH; depth++) {
    level = level.flatMap(node => (node?.type === 'fork' ? [node.left, node.right] : []))
  }
  return level
}

/** The leaves below a node, by ascending path. */
export function* leavesBelow(node: TreeNode | undefined): Generator<Leaf> {
  const waiting = [node]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (next?.type === 'leaf') yield next
    else if (next !== undefined) waiting.push(next.right, next.left)
  }
}

const childToward = (fork: Fork, path: Uint8Array): TreeNode | undefined =>
  bitAt(path, fork.bit) === 0 ? fork.left : fork.right
