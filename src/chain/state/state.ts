import { ByteCache } from '#lib/byte-cache.ts'
import { bytesEqual } from '#lib/bytes.ts'
import { hashFromBytes } from '../hash.ts'
import type { StateRoot } from '../ids.ts'
import { RECENT_PATH_BYTES } from '../limits.ts'
import type { StateChange } from './state-draft.ts'
import { pathOf } from './tree-hash.ts'
import { EMPTY_TREE, type Fork, hashNode, makeLeaf } from './tree-node.ts'
import { type TreeChange, withChanges } from './tree-update.ts'
import { chunkRoots, findLeaf, leavesBelow, type Way, wayTo } from './tree-walk.ts'

/** A key of the state (hex, made by account.ts and its like) with its encoded value. */
export type StateEntry = readonly [key: string, value: Uint8Array]

/**
 * One version of the state: keys and values under a root that commits to them. It is immutable: a change
 * gives another version, which shares what did not change. Hashing is done when a root is requested, and then
 * covers the changes. It knows neither accounts (account.ts) nor blocks (apply/).
 */
export class State {
  readonly #tree: Fork

  private constructor(tree: Fork) {
    this.#tree = tree
  }

  static readonly empty = new State(EMPTY_TREE)

  static fromEntries(entries: Iterable<StateEntry>): State {
    const leaves = Array.from(entries, ([key, value]) => makeLeaf(pathOf(key), key, value))
    return new State(
      withChanges(
        EMPTY_TREE,
        leaves.map(leaf => ({ path: leaf.path, leaf })),
      ),
    )
  }

  /** The value at `key`, which must not be changed. */
  get(key: string): Uint8Array | undefined {
    return findLeaf(this.#tree, recentPathOf(key))?.value
  }

  /** The state with this value at `key`; `undefined` deletes. */
  set(key: string, value: Uint8Array | undefined): State {
    return this.with([[key, value]])
  }

  /**
   * The state after these changes, of which the last to a key counts; this one if they change nothing. Many
   * at once cost less than one by one.
   */
  with(changes: Iterable<StateChange>): State {
    const effective = [...new Map(changes)].flatMap(([key, value]) => this.#changeTo(key, value) ?? [])
    return effective.length === 0 ? this : new State(withChanges(this.#tree, effective))
  }

  /** Undefined if the value is the same. */
  #changeTo(key: string, value: Uint8Array | undefined): TreeChange | undefined {
    const path = recentPathOf(key)
    const before = findLeaf(this.#tree, path)?.value
    if (value === undefined) return before && { path, leaf: undefined }
    return before && bytesEqual(before, value) ? undefined : { path, leaf: makeLeaf(path, key, value) }
  }

  /** The nodes that a look-up of `key` passes in the tree, for a proof. */
  wayTo(key: string): Way {
    return wayTo(this.#tree, recentPathOf(key))
  }

  root(): StateRoot {
    return hashFromBytes<StateRoot>(hashNode(this.#tree))
  }

  /** All entries, by ascending SHA-256 of the key. */
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

/**
 * Paths of keys used lately: a block reads and writes the same key half a dozen times, and hashing it is most
 * of the cost.
 */
const recentPaths = new ByteCache<string, Uint8Array>(RECENT_PATH_BYTES)
/** Bytes of a path and of the cache's own entry. */
const PATH_ENTRY_BYTES = 128

function recentPathOf(key: string): Uint8Array {
  const recent = recentPaths.get(key)
  if (recent !== undefined) return recent

  const path = pathOf(key)
  recentPaths.keep(key, path, key.length + PATH_ENTRY_BYTES)
  return path
}
