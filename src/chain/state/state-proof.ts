import { bytesEqual } from '#lib/bytes.ts'
import type { State } from './state.ts'
import { bitAt, pathOf } from './tree-hash.ts'
import { hashNode, type Leaf } from './tree-node.ts'
import type { ProofEnd, StateProof } from './verify-state-proof.ts'

/**
 * Proves the state's value for `key` (hex), or its absence, to whoever knows only the state's root;
 * verify-state-proof.ts checks it.
 */
export function proveEntry(state: State, key: string): StateProof {
  const path = pathOf(key)
  const { forks, end } = state.wayTo(key)
  return {
    forks: forks.map(({ bit, left, right }) => ({
      bit,
      sibling: hashNode(bitAt(path, bit) === 0 ? right : left),
    })),
    end: endOf(path, end),
  }
}

function endOf(path: Uint8Array, leaf: Leaf | undefined): ProofEnd {
  if (leaf === undefined) return { type: 'empty' }
  if (bytesEqual(leaf.path, path)) return { type: 'entry', value: leaf.value }
  return { type: 'other', path: leaf.path, value: leaf.value }
}
