import { ok, type Result } from '#lib/result.ts'
import type { Amount } from '../amount.ts'
import type { Receipt } from '../block/block.ts'
import type { MerkleRoot } from '../ids.ts'
import { merkleRoot } from '../merkle.ts'
import { type Violation, violation } from '../rules.ts'
import type { State } from '../state/state.ts'
import { StateDraft } from '../state/state-draft.ts'
import type { Transaction } from '../transaction/transaction.ts'
import { applyTransaction } from './apply-transaction.ts'
import { blockReward } from './block-reward.ts'
import { createBlockRoom } from './block-room.ts'
import type { BlockContext, NetworkRules } from './consensus-rules.ts'
import { credit } from './credit.ts'
import { intrinsicGas } from './intrinsic-gas.ts'
import { type Journal, journalOf } from './journal.ts'

/** The parts of a block that applying it needs. */
export interface BlockToApply extends BlockContext {
  readonly transactions: readonly Transaction[]
}

/** The outcome of a block. */
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
 * Applies a block: first the changes of the consensus, then the transactions in order, then the producer's
 * reward and fees, which the producer cannot spend in the same block. It checks no root
 * ({@link checkApplied}); a producer calls it to compute the roots.
 */
export function applyBlock(
  state: State,
  block: BlockToApply,
  { genesis, engine }: Pick<NetworkRules, 'genesis' | 'engine'>,
): Result<AppliedBlock, Violation> {
  const { blockGas } = genesis.limits
  const least = block.transactions.reduce((sum, tx) => sum + intrinsicGas(tx), 0n)
  if (least > blockGas) {
    return violation('BLOCK_GAS', `the block takes at least ${least} gas, but the network allows ${blockGas}`)
  }

  const draft = new StateDraft(state)
  engine.begin(draft, block)

  const receipts: Receipt[] = []
  const encoded: Uint8Array[] = []
  const room = createBlockRoom(blockGas)
  for (const [i, tx] of block.transactions.entries()) {
    const applied = applyTransaction(draft, tx, block, engine)
    if (!applied.ok) {
      return violation(applied.error.code, `transaction ${i}, ${tx.id}: ${applied.error.message}`)
    }
    receipts.push(applied.value.receipt)
    encoded.push(applied.value.encodedReceipt)

    // at once, so that checking a block costs at most twice its gas, however many calls it holds
    const taken = room.take(applied.value)
    if (!taken.ok) return taken
  }

  const reward = blockReward(block.height, genesis.emission)
  const fees = receipts.reduce((sum, receipt) => sum + receipt.fee, 0n) as Amount
  const paid = credit(draft, block.producer, (reward + fees) as Amount)
  if (!paid.ok) return violation('BLOCK_OVERFLOW', paid.error.message)

  const changes = draft.changes()
  return ok({
    state: state.with(changes),
    receipts,
    receiptRoot: merkleRoot(encoded),
    journal: journalOf(state, changes),
    reward,
    fees,
  })
}
