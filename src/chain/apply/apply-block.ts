import { ok, type Result } from '../../lib/result.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { Receipt } from '../block/block.ts'
import { receiptsRoot } from '../block/block-roots.ts'
import type { GenesisParameters } from '../genesis/genesis.ts'
import type { MerkleRoot } from '../ids.ts'
import { type Violation, violation } from '../rules.ts'
import { accountKey } from '../state/account.ts'
import type { State } from '../state/state.ts'
import type { Transaction } from '../transaction/transaction.ts'
import { applyTransaction } from './apply-transaction.ts'
import { blockReward } from './block-reward.ts'
import { credit } from './credit.ts'
import { type Journal, journalOf } from './journal.ts'

/** What applying needs of a block; a producer has this before there is a header. */
export interface BlockToApply {
  readonly transactions: readonly Transaction[]
  readonly producer: Address
  readonly height: number
}

/** What a block came to. */
export interface AppliedBlock {
  readonly state: State
  /** One per transaction, in order. */
  readonly receipts: readonly Receipt[]
  readonly receiptRoot: MerkleRoot
  readonly journal: Journal
  /** Newly issued to the producer. */
  readonly reward: Amount
  /** Paid by the transactions to the producer. */
  readonly fees: Amount
}

/**
 * The apply stage of a block: its transactions in order, then the producer's reward and fees, which it cannot spend in the same block. It
 * checks no root ({@link checkApplied}). A producer calls it to learn the roots.
 */
export function applyBlock(
  state: State,
  block: BlockToApply,
  genesis: GenesisParameters,
): Result<AppliedBlock, Violation> {
  const receipts: Receipt[] = []
  const touched: string[] = [accountKey(block.producer)]
  let current = state
  let fees = 0n

  for (const [i, tx] of block.transactions.entries()) {
    const applied = applyTransaction(current, tx)
    if (!applied.ok) {
      return violation(applied.error.code, `transaction ${i}, ${tx.id}: ${applied.error.message}`)
    }
    current = applied.value.state
    receipts.push(applied.value.receipt)
    touched.push(...applied.value.touched)
    fees += applied.value.receipt.fee
  }

  const reward = blockReward(block.height, genesis.emission)
  const paid = credit(current, block.producer, (reward + fees) as Amount, 'BLOCK_OVERFLOW')
  if (!paid.ok) return paid

  return ok({
    state: paid.value,
    receipts,
    receiptRoot: receiptsRoot(receipts),
    journal: journalOf(state, touched),
    reward,
    fees: fees as Amount,
  })
}
