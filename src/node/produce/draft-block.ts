import type { Address } from '#chain/address.ts'
import { applyBlock, type BlockToApply } from '#chain/apply/apply-block.ts'
import type { Block } from '#chain/block/block.ts'
import { filesRoot, transactionsRoot } from '#chain/block/block-roots.ts'
import { medianTime } from '#chain/block/check-header-context.ts'
import { assembleHeader, decodeHeader } from '#chain/block/header-codec.ts'
import { firstUnknownHeight, KNOWN_RULES, rulesVersionAt } from '#chain/genesis/rules-version.ts'
import type { Height } from '#chain/ids.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { Preparation, SealingKey } from '#consensus/engine.ts'
import { finalBlockOf } from '#consensus/finality/final-block.ts'
import type { UnixMs } from '#lib/clock.ts'
import { JudgingFault, judged } from '#lib/judged.ts'
import type { TreeBlock } from '#node/chain/block-tree.ts'
import type { Chain } from '#node/chain/chain.ts'
import { blocksBehind, setAside } from '#node/chain/import/beyond.ts'
import type { Mempool } from '#node/pool/mempool.ts'
import { selectTransactions } from './select-transactions.ts'
import type { Votes } from './votes.ts'

/** A block without the last field of its seal, and the key that seals it; or until when to wait. */
export type DraftOutcome =
  | { readonly status: 'ready'; readonly draft: Block; readonly key: SealingKey }
  | { readonly status: 'wait'; readonly waitUntil?: UnixMs; readonly reason: string }
  /** A bug of this app was met while these transactions were assembled. */
  | { readonly status: 'faulted'; readonly over: readonly Transaction[]; readonly cause: unknown }

/**
 * Drafts the next block on the tip: if the engine allows it, with at most `most` of the best paying
 * transactions, and the roots after applying them. Hidden transactions (stem.ts) are included only if
 * `hiddenToo`.
 */
export async function draftBlock(
  chain: Chain,
  mempool: Mempool,
  keys: readonly SealingKey[],
  wantedSince: UnixMs,
  votes: Votes,
  { most, hiddenToo = false }: { readonly most: number; readonly hiddenToo?: boolean },
): Promise<DraftOutcome> {
  const { tip, state, genesis, engine } = chain
  const height = (tip.header.height + 1) as Height
  if (height >= (firstUnknownHeight(genesis) ?? Number.POSITIVE_INFINITY)) return outdated(chain)
  if (blocksBehind(chain) > 0) return { status: 'wait', reason: BEHIND }

  const earliest = (medianTime(chain.tree.recentTimes(tip)) + 1) as UnixMs
  const now = chain.clock.now()
  const ancestry = [...chain.tree.back(tip)]
  const sinceOf = (address: Address, justified: number) =>
    votes.sinceOf(address, height, justified, at => ancestorAt(chain, ancestry, at))
  const request = { parent: tip, ancestry, state, keys, now, earliest, wantedSince, sinceOf }
  const preparation = await engine.prepare(request)
  if (preparation.status === 'wait') return preparation

  const { key, timestamp, seal } = preparation
  const final = finalBlockOf(engine, ancestry, { seal })
  const context = { height, timestamp, producer: key.address, final }
  const transactions = selectTransactions(mempool, state, context, chain, {
    most,
    hiddenToo,
    onFault: (tx, { cause }) => leaveOut(chain, mempool, tx, cause),
  })
  try {
    return judged({ what: 'message', id: '', step: 'draft' }, () =>
      assemble(chain, preparation, { ...context, transactions }),
    )
  } catch (error) {
    if (!(error instanceof JudgingFault) || transactions.length === 0) throw error
    return { status: 'faulted', over: transactions, cause: error.cause }
  }
}

/** Drops a transaction that meets a bug of this app from the pool for good, so that production continues. */
export function leaveOut(chain: Chain, mempool: Mempool, tx: Transaction, cause: unknown): void {
  setAside(chain, new JudgingFault({ what: 'transaction', id: tx.id, step: 'draft' }, cause))
  mempool.leaveOut(tx)
}

function assemble(
  { tip, state, genesis, engine, networkId }: Chain,
  { key, seal }: Extract<Preparation, { status: 'ready' }>,
  block: BlockToApply,
): DraftOutcome {
  const { timestamp, transactions } = block
  const applied = applyBlock(state, block, { genesis, engine })
  // the rules forbid this block, for example if the reward overflows the producer's balance
  if (!applied.ok) return { status: 'wait', reason: applied.error.message }

  const header = assembleHeader({
    version: rulesVersionAt(genesis, block.height),
    networkId,
    height: block.height as Height,
    parent: tip.header.id,
    timestamp,
    txRoot: transactionsRoot(transactions.map(tx => tx.id)),
    stateRoot: applied.value.state.root(),
    receiptRoot: applied.value.receiptRoot,
    fileRoot: filesRoot(transactions),
    producer: key.address,
    seal,
  })
  return { status: 'ready', draft: { header, transactions }, key }
}

const BEHIND =
  'a bug of this app keeps it from checking the chain of the other tabs, so its blocks would be useless; update the app'

/** An ancestor from memory, or from the database if the chain has not moved meanwhile. */
async function ancestorAt({ store }: Chain, ancestry: readonly TreeBlock[], height: number) {
  const lowest = ancestry.at(-1)?.header.height ?? 0
  if (height >= lowest) return ancestry.find(({ header }) => header.height === height)?.header
  const row = await store.blockAt(height)
  const header = row && decodeHeader(row.header)
  return header?.ok ? header.value : undefined
}

/** Refuses to draft a block by rules that this node does not know. */
function outdated({ genesis, tip }: Chain): DraftOutcome {
  const version = rulesVersionAt(genesis, tip.header.height + 1)
  const reason = `the network follows version ${version} of the rules from the next block on, but this app knows only ${KNOWN_RULES}; update the app`
  return { status: 'wait', reason }
}
