import type { Address } from '../chain/address.ts'
import { applyBlock } from '../chain/apply/apply-block.ts'
import type { Block } from '../chain/block/block.ts'
import { NO_FILES_ROOT, transactionsRoot } from '../chain/block/block-roots.ts'
import { medianTime } from '../chain/block/check-header-context.ts'
import type { HeaderFields } from '../chain/block/header.ts'
import { assembleHeader, HEADER_VERSION, miningPrefix, withNonce } from '../chain/block/header-codec.ts'
import type { Height } from '../chain/ids.ts'
import type { Transaction } from '../chain/transaction/transaction.ts'
import { assert } from '../lib/assert.ts'
import type { UnixMs } from '../lib/clock.ts'
import type { SearchJob } from '../mining/miner.ts'
import type { Chain } from './chain.ts'
import type { Mempool } from './mempool.ts'
import { selectTransactions } from './select-transactions.ts'

/** A block that lacks only its nonce. */
export interface Template {
  readonly job: SearchJob
  readonly transactions: readonly Transaction[]
  /** The block with this nonce. */
  readonly seal: (nonce: bigint) => Block
}

export type TemplateOutcome =
  | { readonly status: 'ready'; readonly template: Template }
  | { readonly status: 'wait'; readonly waitUntil: UnixMs; readonly reason: string }

/** The next block on the tip as this node would make it: the best paying transactions, the roots after applying them, and the seal to search. */
export function buildTemplate(chain: Chain, mempool: Mempool, producer: Address): TemplateOutcome {
  const { tip, state, genesis } = chain
  const now = chain.clock.now()
  const preparation = chain.engine.prepare(tip.header, tip, producer, now)
  if (preparation.status === 'wait') return preparation

  const height = (tip.header.height + 1) as Height
  const transactions = selectTransactions(mempool, state, genesis.limits)
  const applied = applyBlock(state, { transactions, producer, height }, genesis)
  assert(applied.ok, 'selected transactions apply')

  const earliest = medianTime(chain.tree.recentTimes(tip)) + 1
  const fields: HeaderFields = {
    version: HEADER_VERSION,
    networkId: chain.networkId,
    height,
    parent: tip.header.id,
    timestamp: Math.max(now, earliest) as UnixMs,
    txRoot: transactionsRoot(transactions.map(tx => tx.id)),
    stateRoot: applied.value.state.root(),
    receiptRoot: applied.value.receiptRoot,
    fileRoot: NO_FILES_ROOT,
    producer,
    seal: preparation.seal,
  }
  const header = assembleHeader(fields)
  return {
    status: 'ready',
    template: {
      job: { prefix: miningPrefix(header), target: preparation.target },
      transactions,
      seal: nonce => ({ header: withNonce(header, nonce), transactions }),
    },
  }
}
