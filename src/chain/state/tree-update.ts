import {
  bitAt,
  CHUNK_DEPTH,
  EMPTY_TREE,
  type Fork,
  firstDifference,
  type Leaf,
  makeFork,
  PATH_BITS,
  type TreeNode,
} from './tree-node.ts'

/**
 * The changes of the state tree. Each gives a new tree that shares all but one way down with the old. What comes out depends on the
 * leaves alone, never on the order in which they came and went.
 */

/** The leaf at `path`, if there is one. */
export function findLeaf(tree: Fork, path: Uint8Array): Leaf | undefined {
  let node: TreeNode | undefined = tree
  while (node?.type === 'fork') node = bitAt(path, node.bit) === 0 ? node.left : node.right
  return node !== undefined && firstDifference(node.path, path, 0) === PATH_BITS ? node : undefined
}

/** With this leaf, in place of one with the same path. */
export function withLeaf(tree: Fork, leaf: Leaf): Fork {
  return insertBelow(tree, leaf)
}

/** Without the leaf at `path`; the same tree if there is none. */
export function withoutLeaf(tree: Fork, path: Uint8Array): Fork {
  return removeBelow(tree, path)
}

/** The tree of these leaves, whose paths all differ, in one go: much faster than one after the other. */
export function treeFromLeaves(leaves: readonly Leaf[]): Fork {
  const sorted = leaves.toSorted((a, b) => comparePaths(a.path, b.path))
  return buildChunks(sorted, 0, sorted.length, 0)
}

/** The nodes that the 256 chunks are, in order of the paths' first byte. */
export function chunkRoots(tree: Fork): (TreeNode | undefined)[] {
  let level: (TreeNode | undefined)[] = [tree]
  for (let depth = 0; depth < CHUNK_DEPTH; depth++) {
    level = level.flatMap(node => (node?.type === 'fork' ? [node.left, node.right] : []))
  }
  return level
}

/** The leaves below a node, by ascending path. */
export function* leavesBelow(node: TreeNode | undefined): Generator<Leaf> {
  if (node === undefined) return
  if (node.type === 'leaf') {
    yield node
  } else {
    yield* leavesBelow(node.left)
    yield* leavesBelow(node.right)
  }
}

function insertBelow(fork: Fork, leaf: Leaf): Fork {
  return bitAt(leaf.path, fork.bit) === 0
    ? makeFork(fork.bit, fork.path, insertAt(fork.left, leaf, fork.bit), fork.right)
    : makeFork(fork.bit, fork.path, fork.left, insertAt(fork.right, leaf, fork.bit))
}

/** Into the place below `parentBit` that `node` holds: on down, or by a new fork where the paths part. */
function insertAt(node: TreeNode | undefined, leaf: Leaf, parentBit: number): TreeNode {
  if (node === undefined) return leaf
  if (node.type === 'fork' && node.bit < CHUNK_DEPTH) return insertBelow(node, leaf)

  const difference = firstDifference(node.path, leaf.path, parentBit)
  if (node.type === 'fork' && difference >= node.bit) return insertBelow(node, leaf)
  if (difference === PATH_BITS) return leaf
  return bitAt(leaf.path, difference) === 0
    ? makeFork(difference, leaf.path, leaf, node)
    : makeFork(difference, leaf.path, node, leaf)
}

function removeBelow(fork: Fork, path: Uint8Array): Fork {
  const goesLeft = bitAt(path, fork.bit) === 0
  const child = goesLeft ? fork.left : fork.right
  const rest = removeAt(child, path)
  if (rest === child) return fork
  return goesLeft
    ? makeFork(fork.bit, fork.path, rest, fork.right)
    : makeFork(fork.bit, fork.path, fork.left, rest)
}

/** A fork within a chunk that is left with one child gives its place to that child. */
function removeAt(node: TreeNode | undefined, path: Uint8Array): TreeNode | undefined {
  if (node === undefined) return undefined
  if (node.type === 'leaf') return firstDifference(node.path, path, 0) === PATH_BITS ? undefined : node

  const fork = removeBelow(node, path)
  if (fork.bit < CHUNK_DEPTH) return fork
  if (fork.left === undefined) return fork.right
  if (fork.right === undefined) return fork.left
  return fork
}

/** The levels above the chunks, over leaves[from..to). */
function buildChunks(leaves: readonly Leaf[], from: number, to: number, bit: number): Fork {
  if (from === to) return emptyBelow(bit)
  const middle = firstWithBit(leaves, from, to, bit)
  const below = (start: number, end: number): TreeNode | undefined =>
    bit + 1 < CHUNK_DEPTH ? buildChunks(leaves, start, end, bit + 1) : buildChunk(leaves, start, end)
  return makeFork(bit, EMPTY_TREE.path, below(from, middle), below(middle, to))
}

/** A chunk, or a part of one: a leaf, or a fork at the first bit in which its first and last leaf differ. */
function buildChunk(leaves: readonly Leaf[], from: number, to: number): TreeNode | undefined {
  const first = leaves[from]
  const last = leaves[to - 1]
  if (from === to || first === undefined || last === undefined) return undefined
  if (to - from === 1) return first

  const bit = firstDifference(first.path, last.path, CHUNK_DEPTH)
  const middle = firstWithBit(leaves, from, to, bit)
  return makeFork(bit, first.path, buildChunk(leaves, from, middle), buildChunk(leaves, middle, to))
}

function emptyBelow(bit: number): Fork {
  let fork = EMPTY_TREE
  while (fork.bit < bit && fork.left?.type === 'fork') fork = fork.left
  return fork
}

/** The first of the sorted leaves[from..to), which agree before `bit`, that has this bit set. */
function firstWithBit(leaves: readonly Leaf[], from: number, to: number, bit: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (bitAt((leaves[middle] as Leaf).path, bit) === 1) high = middle
    else low = middle + 1
  }
  return low
}

function comparePaths(a: Uint8Array, b: Uint8Array): number {
  const bit = firstDifference(a, b, 0)
  return bit === PATH_BITS ? 0 : bitAt(a, bit) - bitAt(b, bit)
}
