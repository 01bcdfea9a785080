import type { Block } from '../../chain/block/block.ts'
import { checkBody } from '../../chain/block/check-body.ts'
import type { BlockId } from '../../chain/ids.ts'
import type { Violation } from '../../chain/rules.ts'
import type { Transaction } from '../../chain/transaction/transaction.ts'
import { isHeavier } from '../../consensus/fork-choice.ts'
import { assert } from '../../lib/assert.ts'
import { StorageError } from '../../storage/chain-store.ts'
import type { TreeBlock } from '../block-tree.ts'
import { type Chain, finalHeight, type TipChange } from '../chain.ts'
import { applyPath } from './apply-path.ts'
import { checkHeader } from './check-header.ts'
import { commitOf, forkRows } from './commit-rows.ts'
import { findPath, type Path } from './find-path.ts'

/** What came of a block. Nothing is kept or punished on `unchecked`. */
export type ImportOutcome =
  | { readonly type: 'extended' | 'reorganised'; readonly change: TipChange }
  /** Kept beside the main chain, which weighs as much or more. */
  | { readonly type: 'forked'; readonly block: TreeBlock }
  | { readonly type: 'known' }
  | { readonly type: 'orphan'; readonly parent: BlockId }
  | { readonly type: 'invalid'; readonly at: BlockId; readonly violation: Violation }
  | { readonly type: 'unchecked'; readonly reason: string; readonly storage?: StorageError }

/**
 * Imports consecutive blocks, lowest first; a single one from gossip or the own miner, many while catching up. They land in one
 * database transaction or not at all.
 *
 * 1. Each header holds its rules on its ancestors, and enters the tree.
 * 2. Each body holds the rules that need no state: size, roots, signatures.
 * 3. A chain that is not heavier is kept as a fork.
 * 4. A heavier one is applied from the common ancestor; deeper than finality is refused.
 * 5. One database transaction moves the tip.
 * 6. Then, and only then, memory moves, and the rest of the node is told.
 */
export function importBlocks(chain: Chain, blocks: readonly Block[]): Promise<ImportOutcome> {
  return chain.exclusive.run(async () => {
    try {
      return await importExclusively(chain, blocks)
    } catch (error) {
      if (error instanceof StorageError) return { type: 'unchecked', reason: error.message, storage: error }
      throw error
    }
  })
}

async function importExclusively(chain: Chain, blocks: readonly Block[]): Promise<ImportOutcome> {
  const bodies = new Map<TreeBlock, readonly Transaction[]>()
  for (const { header, transactions } of blocks) {
    const checked = checkHeader(chain, header)
    if (checked.type === 'orphan') return { type: 'orphan', parent: header.parent }
    if (checked.type === 'invalid') return { type: 'invalid', at: header.id, violation: checked.violation }
    if (checked.type === 'unchecked') return checked
    if (checked.node.stored) continue

    const parent = chain.tree.parentOf(checked.node)
    if (!parent || !(parent.stored || bodies.has(parent))) return { type: 'orphan', parent: header.parent }

    const body = await checkBody(header, transactions, chain.genesis, chain.verify)
    if (!body.ok) return { type: 'invalid', at: header.id, violation: body.error }
    bodies.set(checked.node, transactions)
  }

  const last = [...bodies.keys()].at(-1)
  if (!last) return { type: 'known' }
  if (!isHeavier(last, chain.tip)) return keepFork(chain, bodies, last)

  const path = findPath(chain, last)
  if (!path || path.ancestor.header.height < finalHeight(chain)) {
    return { type: 'unchecked', reason: `would undo blocks below the final height ${finalHeight(chain)}` }
  }
  return moveTip(chain, path, bodies)
}

async function keepFork(
  chain: Chain,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
  last: TreeBlock,
): Promise<ImportOutcome> {
  for (const [node, transactions] of bodies) {
    const { block, body } = forkRows(node, transactions)
    await chain.store.putFork(block, body)
    node.stored = true
  }
  return { type: 'forked', block: last }
}

async function moveTip(
  chain: Chain,
  path: Path,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
): Promise<ImportOutcome> {
  const applied = await applyPath(chain, path, bodies)
  if (!applied.ok) {
    const { error } = applied
    if (error.type === 'missing') return { type: 'orphan', parent: error.at.header.parent }
    chain.tree.markInvalid(error.at)
    return { type: 'invalid', at: error.at.header.id, violation: error.violation }
  }

  const change = applied.value
  await chain.store.commit(commitOf(change, chain.project(change)))

  for (const node of path.down) node.main = false
  for (const node of path.up) {
    node.main = true
    node.stored = true
  }
  chain.tip = change.tip
  chain.state = change.state
  chain.tree.prune(finalHeight(chain))
  assert(chain.tree.get(chain.tip.header.id), 'the tip is in the tree')

  chain.moved(change)
  return { type: change.reverted.length > 0 ? 'reorganised' : 'extended', change }
}
