import { applyBlock } from '../../chain/apply/apply-block.ts'
import { checkApplied } from '../../chain/apply/check-applied.ts'
import { decodeJournal, type Journal, undoBlock } from '../../chain/apply/journal.ts'
import { decodeBody } from '../../chain/block/body-codec.ts'
import type { Violation } from '../../chain/rules.ts'
import type { State } from '../../chain/state/state.ts'
import type { Transaction } from '../../chain/transaction/transaction.ts'
import { assert, known } from '../../lib/assert.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain, ConnectedBlock, TipChange } from '../chain.ts'
import type { Path } from './find-path.ts'

/** A tip change that holds all rules but is not in the database yet. */
export interface AppliedPath extends TipChange {
  readonly journals: ReadonlyMap<TreeBlock, Journal>
  /** Every state key that any of it wrote. */
  readonly touched: ReadonlySet<string>
}

/**
 * Undoes the main chain down to the common ancestor and applies the new blocks on top, on immutable state: the chain itself does not
 * move. `bodies` has the blocks just received; older fork blocks come from the database.
 */
export async function applyPath(
  chain: Chain,
  path: Path,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
): Promise<Result<AppliedPath, { readonly at: TreeBlock; readonly violation: Violation }>> {
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
    const transactions = bodies.get(node) ?? (await bodyFromStore(chain, node))
    const { producer, height } = node.header
    const applied = applyBlock(state, { transactions, producer, height }, chain.genesis)
    if (!applied.ok) return err({ at: node, violation: applied.error })
    const roots = checkApplied(node.header, applied.value)
    if (!roots.ok) return err({ at: node, violation: roots.error })

    state = applied.value.state
    journals.set(node, applied.value.journal)
    note(applied.value.journal)
    const { receipts, reward, fees } = applied.value
    connected.push({ node, transactions, receipts, reward, fees })
  }
  return ok({ tip: path.up.at(-1) ?? path.ancestor, state, reverted, connected, journals, touched })
}

async function bodyFromStore(chain: Chain, node: TreeBlock): Promise<readonly Transaction[]> {
  const row = known(await chain.store.body(node.header.id), `body of fork block ${node.header.id}`)
  return storedBody(chain, row.body)
}

/** The database holds checked bodies only. */
function storedBody(chain: Chain, bytes: Uint8Array): readonly Transaction[] {
  const body = decodeBody(bytes, chain.genesis.limits)
  assert(body.ok, 'a stored body decodes')
  return body.value
}

function storedJournal(bytes: Uint8Array): Journal {
  const journal = decodeJournal(bytes)
  assert(journal.ok, 'a stored undo journal decodes')
  return journal.value
}
