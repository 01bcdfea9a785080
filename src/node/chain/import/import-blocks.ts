import { UncheckableCall } from '#chain/apply/contract-runtime.ts'
import type { Block } from '#chain/block/block.ts'
import { checkBody } from '#chain/block/check-body.ts'
import type { BlockId } from '#chain/ids.ts'
import type { Violation } from '#chain/rules.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { isPreferred } from '#consensus/fork-choice.ts'
import { assert, known } from '#lib/assert.ts'
import { judged, judgedLater } from '#lib/judged.ts'
import { StorageError } from '#storage/chain-store.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain, TipChange } from '../chain.ts'
import { applyPath, checkFork, checkTail, type PathFailure } from './apply-path.ts'
import { authoriseHeader } from './authorise-header.ts'
import { setAside } from './beyond.ts'
import { checkHeader, type Unchecked } from './check-header.ts'
import { commitOf, forkRows } from './commit-rows.ts'
import { findPath, type Path } from './find-path.ts'
import { live } from './live-chain.ts'

/** The outcome of importing a block. On `unchecked` it is not kept, and no peer is punished. */
export type ImportOutcome =
  | { readonly type: 'extended' | 'reorganised'; readonly change: TipChange }
  /** Stored as a fork; the main chain is preferred. */
  | { readonly type: 'forked'; readonly block: TreeBlock }
  | { readonly type: 'known' }
  | { readonly type: 'orphan'; readonly parent: BlockId }
  | { readonly type: 'invalid'; readonly at: BlockId; readonly violation: Violation }
  | {
      readonly type: 'unchecked'
      readonly reason: string
      readonly code?: Unchecked['code'] | 'CHAIN_LIGHTER'
      readonly storage?: StorageError
    }

/** Where blocks come from. */
export interface BlockSource {
  /** The peer that announced them, or `self`. */
  readonly from: string
  /**
   * They lead to a preferred chain, judged by headers, or a person requested them. Lighter ones are then
   * stored regardless of the room for forks; where a seal costs nothing, each is applied at once, because
   * only that shows its producer's right.
   */
  readonly wanted: boolean
}

const SELF: BlockSource = { from: 'self', wanted: true }

/**
 * Imports consecutive blocks, lowest first; a single one from gossip or the own miner, many while catching
 * up. They are stored in one database transaction or not at all.
 *
 * 1. Each header is checked on its ancestors, and enters the tree.
 * 2. The right of the first new block's producer is checked, if that is possible without applying blocks.
 * 3. Each body is checked by the rules that need no state: size, roots, signatures.
 * 4. A chain that would undo a final block is refused.
 * 5. A chain that is not preferred is stored as a fork without applying it, if there is room; a preferred one
 *    is applied from the common ancestor.
 * 6. One database transaction moves the tip.
 * 7. Only then the state in memory moves, and the other parts of the node are notified.
 */
export function importBlocks(
  chain: Chain,
  blocks: readonly Block[],
  source: BlockSource = SELF,
): Promise<ImportOutcome> {
  return chain.exclusive.run(async () => {
    try {
      return await importExclusively(chain, blocks, source)
    } catch (error) {
      if (error instanceof StorageError) return { type: 'unchecked', reason: error.message, storage: error }
      // this browser failed, which says nothing about the block
      if (error instanceof UncheckableCall) return { type: 'unchecked', reason: error.message }
      return setAside(chain, error)
    }
  })
}

async function importExclusively(
  chain: Chain,
  blocks: readonly Block[],
  source: BlockSource,
): Promise<ImportOutcome> {
  const bodies = new Map<TreeBlock, readonly Transaction[]>()
  for (const { header, transactions } of blocks) {
    const checked = checkHeader(chain, header)
    if (checked.type === 'orphan') return { type: 'orphan', parent: header.parent }
    if (checked.type === 'invalid') return { type: 'invalid', at: header.id, violation: checked.violation }
    if (checked.type === 'unchecked') return checked
    if (checked.node.stored) continue

    const parent = chain.tree.parentOf(checked.node)
    if (!parent || !(parent.stored || bodies.has(parent))) return { type: 'orphan', parent: header.parent }

    if (bodies.size === 0) {
      const right = await authoriseHeader(chain, checked.node)
      if (!right.ok) return { type: 'invalid', at: header.id, violation: right.error }
    }
    const thing = { what: 'block', id: header.id, height: header.height, step: 'body' } as const
    const body = await judgedLater(thing, () => checkBody(header, transactions, chain, chain.verifyBatch))
    if (!body.ok) return { type: 'invalid', at: header.id, violation: body.error }
    bodies.set(checked.node, transactions)
  }

  const last = [...bodies.keys()].at(-1)
  if (!last) return { type: 'known' }
  const path = findPath(chain, last)
  if (!path || path.ancestor.header.height < chain.final) {
    const reason = `it would undo blocks below the final height ${chain.final}`
    return { type: 'unchecked', code: 'HEADER_BELOW_FINALITY', reason }
  }
  const isBetter = isPreferred(chain.engine, last, chain.tip)
  return isBetter ? moveTip(chain, path, bodies) : keepFork(chain, path, bodies, source)
}

/**
 * Stores a fork without applying it: applying may be arbitrarily expensive, and most forks never become the
 * main chain.
 */
async function keepFork(
  chain: Chain,
  path: Path,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
  { from, wanted }: BlockSource,
): Promise<ImportOutcome> {
  const rows = [...bodies].map(([node, transactions]) => ({ node, ...forkRows(node, transactions) }))
  const bytes = rows.reduce((sum, { block }) => sum + block.sizeBytes, 0)
  if (!wanted && !chain.forkQuota.hasRoom(from, rows.length, bytes)) {
    return {
      type: 'unchecked',
      code: 'CHAIN_LIGHTER',
      reason: 'there is no room for more blocks of lighter forks',
    }
  }
  if (wanted && !chain.engine.sealsBySearch) {
    const checked = await checkFork(chain, path, bodies)
    if (!checked.ok) return failedPath(chain, checked.error)
  }

  for (const { node, block, body } of rows) {
    await chain.store.putFork(block, body)
    node.stored = true
    if (!wanted) chain.forkQuota.take({ node, from, bytes: block.sizeBytes })
  }
  return { type: 'forked', block: known(path.up.at(-1), 'last block of a fork') }
}

function failedPath(chain: Chain, failure: PathFailure): ImportOutcome {
  if (failure.type === 'missing') return { type: 'orphan', parent: failure.at.header.parent }
  chain.tree.markInvalid(failure.at)
  return { type: 'invalid', at: failure.at.header.id, violation: failure.violation }
}

async function moveTip(
  chain: Chain,
  path: Path,
  bodies: ReadonlyMap<TreeBlock, readonly Transaction[]>,
): Promise<ImportOutcome> {
  const tail = await checkTail(chain, path, bodies)
  const applied = tail.ok ? await applyPath(chain, path, bodies) : tail
  if (!applied.ok) {
    const outcome = failedPath(chain, applied.error)
    await forgetForks(chain)
    return outcome
  }

  const change = applied.value
  const { id, height } = change.tip.header
  const thing = { what: 'block', id, height, step: 'rows' } as const
  const written = live(chain)
  const projection = judged(thing, () => written.project(change))
  await chain.store.commit(judged(thing, () => commitOf(change, projection)))

  for (const node of path.down) node.main = false
  for (const node of path.up) {
    node.main = true
    node.stored = true
  }
  written.tip = change.tip
  written.state = change.state
  written.final = change.final
  chain.tree.prune(change.floor)
  assert(chain.tree.get(chain.tip.header.id), 'the tip is in the tree')

  written.moves.emit({ ...change, projection })
  await forgetForks(chain)
  return { type: change.reverted.length > 0 ? 'reorganised' : 'extended', change }
}

/**
 * Deletes bodies of forks that can never be preferred any more. A database fault here does not affect the
 * import, and is met again.
 */
async function forgetForks({ forkQuota, tree, store }: Chain): Promise<void> {
  const useless = forkQuota.sweep(tree)
  if (useless.length === 0) return
  try {
    await store.dropBodies(useless)
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
  }
}
