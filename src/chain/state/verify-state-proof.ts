import { bytesEqual } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { hashToBytes } from '../hash.ts'
import type { StateRoot } from '../ids.ts'
import { bitAt, CHUNK_DEPTH, EMPTY_CHUNK, hashFork, hashLeaf, PATH_BITS, pathOf } from './tree-hash.ts'

/**
 * What the state with some root holds for a key, or that it holds nothing: the way down from the root that the key's path takes, and what is at
 * its end (docs/protocol.md, Proofs). state-proof.ts makes it, state-proof-codec.ts puts it into bytes.
 */
export interface StateProof {
  /** From the root down. */
  readonly forks: readonly ProofFork[]
  readonly end: ProofEnd
}

/** A fork on the way: the bit that it decides by, and the hash of the half where the key is not. The side follows from the key's own path. */
export interface ProofFork {
  readonly bit: number
  readonly sibling: Uint8Array
}

/** The key's own entry; or, where the key is absent, the leaf that is there in its stead, or a chunk without any. */
export type ProofEnd =
  | { readonly type: 'entry'; readonly value: Uint8Array }
  | { readonly type: 'other'; readonly path: Uint8Array; readonly value: Uint8Array }
  | { readonly type: 'empty' }

/**
 * The value that the state with this root has for `key` (hex), undefined if it has none; an error, in words, if the proof does not show it.
 * Trusts the root to be of a state made by the rules, and nothing of the proof. Needs neither the state nor its tree.
 */
export function verifyEntry(
  root: StateRoot,
  key: string,
  { forks, end }: StateProof,
): Result<Uint8Array | undefined, string> {
  if (!HEX_BYTES.test(key)) return err('the key is not hexadecimal: give two digits for each byte')
  const path = pathOf(key)
  const flaw = flawOfForks(forks) ?? flawOfEnd(path, forks, end)
  if (flaw !== undefined) return err(flaw)

  const hash = forks.reduceRight(
    (below, { bit, sibling }) =>
      bitAt(path, bit) === 0 ? hashFork(bit, below, sibling) : hashFork(bit, sibling, below),
    hashEnd(path, end),
  )
  if (!bytesEqual(hash, hashToBytes(root))) {
    return err('the proof does not lead to this state root: ask for a proof for this very block')
  }
  return ok(end.type === 'entry' ? end.value : undefined)
}

const HEX_BYTES = /^(?:[0-9a-fA-F]{2})+$/

/** The levels above the chunks are all there; below, bits go up. */
function flawOfForks(forks: readonly ProofFork[]): string | undefined {
  if (forks.length < CHUNK_DEPTH) return `${forks.length} forks, there are never less than ${CHUNK_DEPTH}`
  let above = -1
  for (const [i, { bit, sibling }] of forks.entries()) {
    const isInPlace = i < CHUNK_DEPTH ? bit === i : Number.isInteger(bit) && bit > above && bit < PATH_BITS
    if (!isInPlace) return `fork ${i}: bit ${bit} cannot follow on ${above}`
    if (sibling.length !== 32) return `fork ${i}: the sibling has ${sibling.length} bytes, not 32`
    above = bit
  }
  return undefined
}

/** Only a chunk can be empty; and a leaf that stands for a key's absence is not that key's, but where the key would be. */
function flawOfEnd(path: Uint8Array, forks: readonly ProofFork[], end: ProofEnd): string | undefined {
  if (end.type === 'empty') {
    return forks.length === CHUNK_DEPTH
      ? undefined
      : 'nothing at the end of a fork that only stands where two leaves part'
  }
  if (end.type === 'entry') return undefined
  if (end.path.length !== 32) return `the other leaf's path has ${end.path.length} bytes, not 32`
  if (bytesEqual(end.path, path)) return 'the leaf at the end is the key’s own, which shows no absence'
  const isOnTheWay = forks.every(({ bit }) => bitAt(end.path, bit) === bitAt(path, bit))
  return isOnTheWay ? undefined : 'the leaf at the end is not on the way of the key'
}

function hashEnd(path: Uint8Array, end: ProofEnd): Uint8Array {
  if (end.type === 'empty') return EMPTY_CHUNK
  return hashLeaf(end.type === 'entry' ? path : end.path, end.value)
}
