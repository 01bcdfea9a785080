import type { Header } from '#chain/block/header.ts'
import type { State } from '#chain/state/state.ts'
import { assert } from '#lib/assert.ts'
import { Listeners } from '#lib/listeners.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain, Projection, TipChange } from '../chain.ts'

/**
 * A chain with what only an import may do to it. The architecture test keeps everybody else from importing
 * this file.
 */
export interface LiveChain extends Chain {
  tip: TreeBlock
  state: State
  final: number
  readonly moves: Listeners<TipChange>
  readonly headers: Listeners<Header>
  /** Everybody's rows that belong to a move. */
  project(change: TipChange): Required<Projection>
}

/** The chain that everybody reads, with nobody listening yet. */
export function createChain(parts: Omit<Chain, 'onMove' | 'onHeader' | 'addProjection'>): Chain {
  const moves = new Listeners<TipChange>()
  const headers = new Listeners<Header>()
  const projections = new Set<(change: TipChange) => Projection>()
  const chain: LiveChain = {
    ...parts,
    moves,
    headers,
    project: change => merged([...projections].map(projection => projection(change))),
    onMove: listener => moves.add(listener),
    onHeader: listener => headers.add(listener),
    addProjection: projection => void projections.add(projection),
  }
  return chain
}

/** The writable side of a chain. */
export function live(chain: Chain): LiveChain {
  assert('moves' in chain, 'the chain was made by createChain')
  return chain as LiveChain
}

const merged = (parts: readonly Projection[]): Required<Projection> => ({
  pending: parts.flatMap(({ pending = [] }) => pending),
  wallet: parts.flatMap(({ wallet = [] }) => wallet),
  summary: parts.flatMap(({ summary = [] }) => summary),
})
