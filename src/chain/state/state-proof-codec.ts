import { ok } from '#lib/result.ts'
import type { CborValue } from '../codec.ts'
import { MAX_PROVEN_VALUE_BYTES } from '../limits.ts'
import { bytes, bytesUpTo, list, type Reader, safeInteger, tuple } from '../schema.ts'
import { PATH_BITS } from './tree-hash.ts'
import type { ProofEnd, StateProof } from './verify-state-proof.ts'

/**
 * `[forks, end]`: each fork is `[bit, sibling]`; the end is `[value]` for the key's entry, `[path, value]`
 * for another leaf, or `[]` in an empty chunk.
 */
export const encodeStateProof = ({ forks, end }: StateProof): CborValue => [
  forks.map(({ bit, sibling }) => [bit, sibling]),
  encodeEnd(end),
]

function encodeEnd(end: ProofEnd): CborValue {
  switch (end.type) {
    case 'empty':
      return []
    case 'entry':
      return [end.value]
    case 'other':
      return [end.path, end.value]
  }
}

const value = bytesUpTo(MAX_PROVEN_VALUE_BYTES)
const entry = tuple({ value })
const other = tuple({ path: bytes(32), value })

/** Distinguished by the number of fields. */
const proofEnd: Reader<ProofEnd> = encoded => {
  if (!Array.isArray(encoded) || encoded.length > 1) {
    const read = other(encoded)
    return read.ok ? ok({ type: 'other', ...read.value }) : read
  }
  if (encoded.length === 0) return ok({ type: 'empty' })
  const read = entry(encoded)
  return read.ok ? ok({ type: 'entry', ...read.value }) : read
}

/** Reads the shape only; verify-state-proof.ts decides whether a proof holds. */
export const readStateProof: Reader<StateProof> = tuple({
  forks: list(tuple({ bit: safeInteger, sibling: bytes(32) }), PATH_BITS),
  end: proofEnd,
})
