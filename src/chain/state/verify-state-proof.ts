import { bytesEqual } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { hashToBytes } from '../hash.ts'
import type { StateRoot } from '../ids.ts'
import { bitAt, CHUNK_DEPTH, EMPTY_CHUNK, hashFork, hashLeaf, PATH_BITS, pathOf } from './tree-hash.ts'

/**
 * A proof of the state's value for a key, or of its absence, under a root: the forks on the key's path from
 * the root down, and the end of the path (docs/protocol.md, Proofs). state-proof.ts makes it,
 * state-proof-codec.ts encodes it.
 */
export interface StateProof {
  /** From the root down. */
  readonly forks: readonly ProofFork[]
  readonly end: ProofEnd
}

/**
 * A fork on the path: its bit, and the hash of the half where the key is not. The side follows from the key's
 * own path.
 */
export interface ProofFork {
  readonly bit: number
  readonly sibling: Uint8Array
}

/** The key's own entry; or, where the key is absent, another leaf in its place, or an empty chunk. */
export type ProofEnd =
  | { readonly type: 'entry'; readonly value: Uint8Array }
  | { readonly type: 'other'; readonly path: Uint8Array; readonly value: Uint8Array }
  | { readonly type: 'empty' }

/**
 * The value for `key` (hex) in the state with this root, undefined if it has none; or the reason why the
 * proof does not show it. It trusts the root to belong to a state made by the rules, and nothing in the
 * proof. It needs neither the state nor its tree.
 */
export function verifyEntry(
  root: StateRoot,
  key: string,
  { forks, end }: StateProof,
): Result<Uint8Array | undefined, string> {
  if (!HEX_BYTES.test(key)) return err('the key is not hexadecimal; give two digits for each byte')
  const path = pathOf(key)
  const flaw = flawOfForks(forks) ?? flawOfEnd(path, forks, end)
  if (flaw !== undefined) return err(flaw)

  const hash = forks.reduceRight(
    (below, { bit, sibling }) =>
      bitAt(path, bit) === 0 ? hashFork(bit, below, sibling) : hashFork(bit, sibling, below),
    hashEnd(path, end),
  )
  if (!bytesEqual(hash, hashToBytes(root))) {
    return err('the proof does not lead to this state root; ask for a proof for this block')
  }
  return ok(end.type === 'entry' ? end.value : undefined)
}

const HEX_BYTES = /^(?:[0-9a-fA-F]{2})+$/

/** The levels above the chunks are all present; below, bits ascend. */
function flawOfForks(forks: readonly ProofFork[]): string | undefined {
  if (forks.length < CHUNK_DEPTH)
    return `there are ${forks.length} forks; a proof has at least ${CHUNK_DEPTH}`
  let above = -1
  for (const [i, { bit, sibling }] of forks.entries()) {
    const isInPlace = i < CHUNK_DEPTH ? bit === i : Number.isInteger(bit) && bit > above && bit < PATH_BITS
    if (!isInPlace) return `fork ${i}: bit ${bit} cannot follow bit ${above}`
    if (sibling.length !== 32) return `fork ${i}: the sibling has ${sibling.length} bytes, not 32`
    above = bit
  }
  return undefined
}

/**
 * Only a chunk can be empty. A leaf that shows a key's absence must not be the key's own, but must be where
 * the key would be.
 */
function flawOfEnd(path: Uint8Array, forks: readonly ProofFork[], end: ProofEnd): string | undefined {
  if (end.type === 'empty') {
    return forks.length === CHUNK_DEPTH
      ? undefined
      : 'the end is empty below a fork that needs leaves on both sides'
  }
  if (end.type === 'entry') return undefined
  if (end.path.length !== 32) return `the other leaf's path has ${end.path.length} bytes, not 32`
  if (bytesEqual(end.path, path)) return 'the leaf at the end is the key’s own, so it does not show absence'
  const isOnTheWay = forks.every(({ bit }) => bitAt(end.path, bit) === bitAt(path, bit))
  return isOnTheWay ? undefined : 'the leaf at the end is not on the path of the key'
}

function hashEnd(path: Uint8Array, end: ProofEnd): Uint8Array {
  if (end.type === 'empty') return EMPTY_CHUNK
  return hashLeaf(end.type === 'entry' ? path : end.path, end.value)
}
