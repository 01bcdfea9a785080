import { sha256 } from '@noble/hashes/sha2.js'
import { assert } from '../../lib/assert.ts'
import { hexToBytes } from '../../lib/bytes.ts'
import { hashFromBytes } from '../hash.ts'
import type { StateRoot } from '../ids.ts'
import { EMPTY_TREE, type Fork, hashNode, makeLeaf } from './tree-node.ts'
import { chunkRoots, findLeaf, leavesBelow, treeFromLeaves, withLeaf, withoutLeaf } from './tree-update.ts'

/** A key of the state (hex; account.ts and its like make them) with its encoded value. */
export type StateEntry = readonly [key: string, value: Uint8Array]

/**
 * One version of the state: keys and values under a root that commits to them. A value of its own: a change gives another version and
 * shares what did not change. Hashing waits until a root is asked for, and then covers what changed. It knows nothing of
 * accounts (account.ts) and of blocks (apply/).
 */
export class State {
  readonly #tree: Fork

  private constructor(tree: Fork) {
    this.#tree = tree
  }

  static readonly empty = new State(EMPTY_TREE)

  static fromEntries(entries: Iterable<StateEntry>): State {
    const leaves = Array.from(entries, ([key, value]) => makeLeaf(sha256(hexToBytes(key)), key, value))
    assert(new Set(leaves.map(leaf => leaf.key)).size === leaves.length, 'a key of the state is given twice')
    return new State(treeFromLeaves(leaves))
  }

  /** The value, which must not be changed. */
  get(key: string): Uint8Array | undefined {
    return findLeaf(this.#tree, pathOf(key))?.value
  }

  /** The state with this value at `key`; `undefined` deletes. */
  set(key: string, value: Uint8Array | undefined): State {
    const path = pathOf(key)
    const tree =
      value === undefined ? withoutLeaf(this.#tree, path) : withLeaf(this.#tree, makeLeaf(path, key, value))
    return tree === this.#tree ? this : new State(tree)
  }

  root(): StateRoot {
    return hashFromBytes<StateRoot>(hashNode(this.#tree))
  }

  /** By ascending SHA-256 of the key. */
  *entries(): Generator<StateEntry> {
    for (const leaf of leavesBelow(this.#tree)) yield [leaf.key, leaf.value]
  }

  /** The 256 hashes that {@link root} is made of: chunk n holds the keys whose SHA-256 begins with byte n. */
  chunkHashes(): Uint8Array[] {
    return chunkRoots(this.#tree).map(hashNode)
  }

  /** The entries of one chunk, which are all that its hash covers. */
  *chunk(index: number): Generator<StateEntry> {
    for (const leaf of leavesBelow(chunkRoots(this.#tree)[index])) yield [leaf.key, leaf.value]
  }
}

export const emptyState = (): State => State.empty

/** The state that holds exactly these entries, whose keys differ. */
export const stateFromEntries = (entries: Iterable<StateEntry>): State => State.fromEntries(entries)

/** Paths of keys used lately: a block reads and writes the same key half a dozen times, and hashing it is most of what that costs. */
const recentPaths = new Map<string, Uint8Array>()
/** More keys than a full block touches; 1 MiB or so. */
const MAX_RECENT_PATHS = 8192

function pathOf(key: string): Uint8Array {
  const recent = recentPaths.get(key)
  if (recent !== undefined) return recent

  const path = sha256(hexToBytes(key))
  if (recentPaths.size >= MAX_RECENT_PATHS) recentPaths.clear()
  recentPaths.set(key, path)
  return path
}
