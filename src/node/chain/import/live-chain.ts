import type { Header } from '#chain/block/header.ts'
import type { State } from '#chain/state/state.ts'
import { assert } from '#lib/assert.ts'
import { Listeners } from '#lib/listeners.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain, Projection, StoredMove, TipChange } from '../chain.ts'

/**
 * The writable side of a chain, for imports only: the architecture test forbids other files to import this
 * one.
 */
export interface LiveChain extends Chain {
  tip: TreeBlock
  state: State
  final: number
  readonly moves: Listeners<StoredMove>
  readonly headers: Listeners<Header>
  /** The rows of all projections for a move. */
  project(change: TipChange): Required<Projection>
}

/** Creates the readable chain, without listeners. */
export function createChain(parts: Omit<Chain, 'onMove' | 'onHeader' | 'addProjection'>): Chain {
  const moves = new Listeners<StoredMove>()
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
