import { ok, type Result } from '#lib/result.ts'
import { type Amount, formatAmount } from '../amount.ts'
import type { Receipt } from '../block/block.ts'
import { encodeReceipt } from '../block/receipt-codec.ts'
import { type TransactionFailure, type Violation, violation } from '../rules.ts'
import { type Account, readAccount, writeAccount } from '../state/account.ts'
import { StateDraft } from '../state/state-draft.ts'
import type { Transaction, UnsignedTransaction } from '../transaction/transaction.ts'
import { changeBytes } from './change-bytes.ts'
import type { BlockContext, ConsensusRules, Effected, PayloadEffect } from './consensus-rules.ts'
import { credit } from './credit.ts'
import { effectOf } from './effects.ts'
import { intrinsicGas } from './intrinsic-gas.ts'

/** The outcome of one transaction. */
export interface AppliedTransaction {
  readonly receipt: Receipt
  readonly encodedReceipt: Uint8Array
  /** Bytes for undoing the transaction (change-bytes.ts). */
  readonly undoBytes: number
  /** Why it failed, if it did; the receipt contains only the code. */
  readonly failure: TransactionFailure | undefined
}

type Effect = PayloadEffect<Transaction['payload']>

/**
 * Applies one transaction that has passed the earlier stages. The sender's nonce and balance are conditions:
 * a block with a transaction that does not meet them is invalid, and the draft stays unchanged. Then the fee
 * and the nonce are taken for good, and the payload takes effect as a whole or not at all, as the receipt
 * states. {@link applyBlock} gives the fee to the producer.
 */
export function applyTransaction(
  block: StateDraft,
  tx: Transaction,
  context: BlockContext,
  engine: ConsensusRules,
): Result<AppliedTransaction, Violation> {
  const effect = effectOf(tx.payload, engine)
  if (effect === undefined) return kindElsewhere(tx)

  const draft = new StateDraft(block)
  const sender = readAccount(draft, tx.sender)
  const nonce = checkNonce(sender, tx)
  if (!nonce.ok) return nonce
  const means = checkMeans(sender, tx, effect)
  if (!means.ok) return means

  writeAccount(draft, tx.sender, { balance: (sender.balance - tx.fee) as Amount, nonce: sender.nonce + 1 })
  const happened = applyPayload(draft, tx, effect, context)
  const gas = intrinsicGas(tx) + ((happened.ok ? happened.value.gas : happened.error.gas) ?? 0n)
  const fee = giveBack(draft, tx, gas)
  const changes = draft.changes()
  const undoBytes = changeBytes(block, changes).replaced
  block.accept(draft)

  const receipt = receiptOf(happened, { fee, gas, changes })
  return ok({
    receipt,
    encodedReceipt: encodeReceipt(receipt),
    undoBytes,
    failure: happened.ok ? undefined : happened.error,
  })
}

function receiptOf(
  happened: Result<Effected, TransactionFailure>,
  paid: Pick<Receipt, 'fee' | 'gas' | 'changes'>,
): Receipt {
  if (happened.ok) {
    const { events, result } = happened.value
    return { status: 'applied', code: '', message: '', result, events, ...paid }
  }
  const { code, codeMessage = '' } = happened.error
  return { status: 'failed', code, message: codeMessage, result: undefined, events: [], ...paid }
}

/** Returns the unused part of a fee that was offered for this much gas; the paid part is rounded up. */
function giveBack(draft: StateDraft, { fee, payload, sender }: UnsignedTransaction, gas: bigint): Amount {
  const limit = 'gasLimit' in payload ? payload.gasLimit : 0n
  if (limit <= gas) return fee
  const paid = ((fee * gas + limit - 1n) / limit) as Amount
  return credit(draft, sender, (fee - paid) as Amount).ok ? paid : fee
}

/** The fee and the amount that the payload spends together. The sum may exceed the bound of an amount. */
export const transactionCost = (tx: UnsignedTransaction, engine: ConsensusRules): bigint =>
  tx.fee + (effectOf(tx.payload, engine)?.spends(tx.payload) ?? 0n)

/** The violation of a kind of transaction that belongs to another network's consensus. */
export const kindElsewhere = ({ payload }: UnsignedTransaction) =>
  violation('TX_KIND_ELSEWHERE', `the consensus of this network has no transactions of kind ${payload.kind}`)

function checkNonce(sender: Account, tx: UnsignedTransaction): Result<void, Violation> {
  if (tx.nonce < sender.nonce) {
    return violation('TX_NONCE_OLD', `nonce ${tx.nonce} was used; the sender's next nonce is ${sender.nonce}`)
  }
  if (tx.nonce > sender.nonce) {
    return violation(
      'TX_NONCE_GAP',
      `nonce ${tx.nonce} is too high; the sender's next nonce is ${sender.nonce}`,
    )
  }
  return ok(undefined)
}

function checkMeans(sender: Account, tx: UnsignedTransaction, effect: Effect): Result<void, Violation> {
  const cost = tx.fee + effect.spends(tx.payload)
  if (sender.balance >= cost) return ok(undefined)
  return violation(
    'TX_BALANCE',
    `it costs ${formatAmount(cost)} with its fee, but the sender has ${formatAmount(sender.balance)}`,
  )
}

/** Takes the amount that the payload spends and applies its effect, both or neither. */
function applyPayload(
  below: StateDraft,
  tx: Transaction,
  effect: Effect,
  context: BlockContext,
): Result<Effected, TransactionFailure> {
  const draft = new StateDraft(below)
  const sender = readAccount(draft, tx.sender)
  const balance = (sender.balance - effect.spends(tx.payload)) as Amount
  writeAccount(draft, tx.sender, { ...sender, balance })

  const happened = effect.apply(draft, tx, tx.payload, context)
  if (happened.ok) below.accept(draft)
  return happened
}
