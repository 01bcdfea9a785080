import { ok, type Result } from '../../lib/result.ts'
import { type Amount, formatAmount } from '../amount.ts'
import type { Receipt } from '../block/block.ts'
import { type Violation, violation } from '../rules.ts'
import { type Account, accountKey, readAccount, writeAccount } from '../state/account.ts'
import type { State } from '../state/state.ts'
import type { UnsignedTransaction } from '../transaction/transaction.ts'
import { effectOf } from './effects.ts'

/** What one transaction came to. */
export interface AppliedTransaction {
  readonly state: State
  readonly receipt: Receipt
  /** Keys of the state (hex) that may have changed. */
  readonly touched: readonly string[]
}

/**
 * The apply stage of one transaction, which has passed the earlier ones: the sender's turn, its means, and the payload's effect. The fee is
 * taken here and given to the producer by {@link applyBlock}. Either all of it happens or none.
 */
export function applyTransaction(
  state: State,
  tx: UnsignedTransaction,
): Result<AppliedTransaction, Violation> {
  const sender = readAccount(state, tx.sender)

  const nonce = checkNonce(sender, tx)
  if (!nonce.ok) return nonce

  const charged = charge(sender, tx)
  if (!charged.ok) return charged

  const effect = effectOf(tx.payload).apply(writeAccount(state, tx.sender, charged.value), tx, tx.payload)
  if (!effect.ok) return effect

  return ok({
    state: effect.value.state,
    receipt: { status: 'applied', fee: tx.fee, gas: 0n, code: '' },
    touched: [accountKey(tx.sender), ...effect.value.touched],
  })
}

/** All that a transaction takes from its sender: the fee and what the payload spends. It may exceed what an amount can be. */
export const transactionCost = (tx: UnsignedTransaction): bigint =>
  tx.fee + effectOf(tx.payload).spends(tx.payload)

function checkNonce(sender: Account, tx: UnsignedTransaction): Result<void, Violation> {
  if (tx.nonce < sender.nonce) {
    return violation('TX_NONCE_OLD', `nonce ${tx.nonce} was used, the sender's next is ${sender.nonce}`)
  }
  if (tx.nonce > sender.nonce) {
    return violation(
      'TX_NONCE_GAP',
      `nonce ${tx.nonce} comes too early, the sender's next is ${sender.nonce}`,
    )
  }
  return ok(undefined)
}

/** The sender's account after it gave fee and payment. */
function charge(sender: Account, tx: UnsignedTransaction): Result<Account, Violation> {
  const cost = transactionCost(tx)
  if (sender.balance < cost) {
    return violation(
      'TX_BALANCE',
      `it costs ${formatAmount(cost)} with its fee, the sender has ${formatAmount(sender.balance)}`,
    )
  }
  return ok({ balance: (sender.balance - cost) as Amount, nonce: sender.nonce + 1 })
}
