import { applyBlock } from '../chain/apply/apply-block.ts'
import type { Block } from '../chain/block/block.ts'
import { filesRoot, transactionsRoot } from '../chain/block/block-roots.ts'
import { medianTime } from '../chain/block/check-header-context.ts'
import { assembleHeader } from '../chain/block/header-codec.ts'
import { firstUnknownHeight, KNOWN_RULES, rulesVersionAt } from '../chain/genesis/rules-version.ts'
import type { Height } from '../chain/ids.ts'
import type { SealingKey } from '../consensus/engine.ts'
import type { UnixMs } from '../lib/clock.ts'
import type { Chain } from './chain.ts'
import type { Mempool } from './mempool.ts'
import { selectTransactions } from './select-transactions.ts'

/** A block that lacks only the last field of its seal, and who will fill it in; or until when to wait. */
export type DraftOutcome =
  | { readonly status: 'ready'; readonly draft: Block; readonly key: SealingKey }
  | { readonly status: 'wait'; readonly waitUntil?: UnixMs; readonly reason: string }

/**
 * The next block on the tip as this node would make it: by leave of the engine, with the best paying transactions and the roots after
 * applying them. What is hidden (stem.ts) is in it only if `hiddenToo`.
 */
export async function draftBlock(
  chain: Chain,
  mempool: Mempool,
  keys: readonly SealingKey[],
  wantedSince: UnixMs,
  hiddenToo = false,
): Promise<DraftOutcome> {
  const { tip, state, genesis, engine } = chain
  const height = (tip.header.height + 1) as Height
  if (height >= (firstUnknownHeight(genesis) ?? Number.POSITIVE_INFINITY)) return outdated(chain)

  const earliest = (medianTime(chain.tree.recentTimes(tip)) + 1) as UnixMs
  const now = chain.clock.now()
  const preparation = await engine.prepare({ parent: tip, state, keys, now, earliest, wantedSince })
  if (preparation.status === 'wait') return preparation

  const { key, timestamp, seal } = preparation
  const context = { height, timestamp, producer: key.address }
  const transactions = selectTransactions(mempool, state, context, chain, hiddenToo)
  const applied = applyBlock(state, { transactions, ...context }, chain)
  // the rules let nobody make this block, such as one whose reward the producer cannot hold
  if (!applied.ok) return { status: 'wait', reason: applied.error.message }

  const header = assembleHeader({
    version: rulesVersionAt(genesis, height),
    networkId: chain.networkId,
    height,
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

/** A node that does not know the rules makes no blocks by them. */
function outdated({ genesis, tip }: Chain): DraftOutcome {
  const version = rulesVersionAt(genesis, tip.header.height + 1)
  const reason = `the network follows version ${version} of the rules from the next block on, this app knows ${KNOWN_RULES}; update it`
  return { status: 'wait', reason }
}
