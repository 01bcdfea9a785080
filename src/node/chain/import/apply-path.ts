import { type Journal, undoBlock } from '#chain/apply/journal.ts'
import type { Violation } from '#chain/rules.ts'
import type { State } from '#chain/state/state.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { floorOf } from '#consensus/finality/final-block.ts'
import { assert, known } from '#lib/assert.ts'
import { err, ok, type Result } from '#lib/result.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain, ConnectedBlock, TipChange } from '../chain.ts'
import { connectBlock } from './connect-block.ts'
import type { Path } from './find-path.ts'
import { stateAfter } from './state-after.ts'
import { storedBody, storedJournal } from './stored-block.ts'

/** A tip change that passed all rules but is not stored yet. */
export interface AppliedPath extends TipChange {
  readonly journals: ReadonlyMap<TreeBlock, Journal>
  /** The lowest height that rules can need afterwards. */
  readonly floor: number
  /** Every state key that was written. */
  readonly touched: ReadonlySet<string>
}

/** Why a path does not apply: a block on it breaks a rule, or its body is not stored any more. */
export type PathFailure =
  | { readonly type: 'invalid'; readonly at: TreeBlock; readonly violation: Violation }
  | { readonly type: 'missing'; readonly at: TreeBlock }

/**
 * Undoes the main chain down to the common ancestor and applies the new blocks on top, on immutable state:
 * the chain itself does not move. `bodies` has the blocks just received; older fork blocks come from the
 * database.
 */
export async function applyPath(
  chain: Chain,
  path: Path,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
): Promise<Result<AppliedPath, PathFailure>> {
  const touched = new Set<string>()
  const note = (journal: Journal) => {
    for (const [key] of journal) touched.add(key)
  }

  let state: State = chain.state
  const reverted = []
  for (const node of path.down) {
    const row = known(await chain.store.body(node.header.id), `body of main block ${node.header.id}`)
    const journal = storedJournal(known(row.undo, `undo journal of main block ${node.header.id}`))
    state = undoBlock(state, journal)
    note(journal)
    reverted.push({ node, transactions: storedBody(chain, row.body) })
  }
  assert(state.root() === path.ancestor.header.stateRoot, 'undoing restores the ancestor’s state root')

  const connected: ConnectedBlock[] = []
  const journals = new Map<TreeBlock, Journal>()
  for (const node of path.up) {
    const transactions = await bodyOf(chain, node, bodies)
    if (!transactions) return missing(path, node, bodies)

    const applied = connectBlock(chain, node.header, transactions, state, chain.tree.backBelow(node))
    if (!applied.ok) return err({ type: 'invalid', at: node, violation: applied.error })
    state = applied.value.state
    journals.set(node, applied.value.journal)
    note(applied.value.journal)
    const { receipts, reward, fees } = applied.value
    connected.push({ node, transactions, receipts, reward, fees })
  }
  const tip = path.up.at(-1) ?? path.ancestor
  const agreed = chain.engine.agree(chain.tree.back(tip), state)
  const final = Math.max(chain.final, agreed.final)
  return ok({
    tip,
    state,
    final,
    floor: floorOf(chain.engine, chain.tree.back(tip), final),
    reverted,
    connected,
    journals,
    touched,
  })
}

/**
 * Checks the blocks of a fork that does not become the main chain now, from the highest block whose state is
 * in memory, else from the common ancestor.
 */
export async function checkFork(
  chain: Chain,
  path: Path,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
): Promise<Result<void, PathFailure>> {
  const from = highestInMemory(chain, path)
  const state = known(await stateAfter(chain, path.up[from] ?? path.ancestor), 'state below a fork')
  return connectAll(chain, path, { from: from + 1, state, bodies })
}

/**
 * Checks the end of a path on blocks that were applied before without becoming the main chain. It runs before
 * the whole path is applied; otherwise each bad block on a good fork would cost as much as the whole fork.
 */
export async function checkTail(
  chain: Chain,
  path: Path,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
): Promise<Result<void, PathFailure>> {
  const from = highestInMemory(chain, path)
  const state = path.up[from] && chain.recent.get(path.up[from].header.id)
  return state ? connectAll(chain, path, { from: from + 1, state, bodies }) : ok(undefined)
}

const highestInMemory = (chain: Chain, { up }: Path): number =>
  up.findLastIndex(node => chain.recent.get(node.header.id))

async function connectAll(
  chain: Chain,
  path: Path,
  {
    from,
    state: below,
    bodies,
  }: {
    readonly from: number
    readonly state: State
    readonly bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>
  },
): Promise<Result<void, PathFailure>> {
  let state = below
  for (const node of path.up.slice(from)) {
    const transactions = await bodyOf(chain, node, bodies)
    if (!transactions) return missing(path, node, bodies)
    const applied = connectBlock(chain, node.header, transactions, state, chain.tree.backBelow(node))
    if (!applied.ok) return err({ type: 'invalid', at: node, violation: applied.error })
    state = applied.value.state
  }
  return ok(undefined)
}

/** The failure for a trimmed fork, whose blocks are then fetched again. */
function missing(
  path: Path,
  at: TreeBlock,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
): Result<never, PathFailure> {
  for (const fork of path.up) if (!bodies.has(fork)) fork.stored = false
  return err({ type: 'missing', at })
}

/** The body of a block that was just received or stored with a fork. */
async function bodyOf(
  chain: Chain,
  node: TreeBlock,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
): Promise<readonly Transaction[] | undefined> {
  const received = bodies.get(node)
  if (received) return received
  const row = await chain.store.body(node.header.id)
  return row && storedBody(chain, row.body)
}
