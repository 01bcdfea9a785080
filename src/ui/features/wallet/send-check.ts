import { t } from '@lingui/core/macro'
import { parseRecipient } from '#chain/recipient.ts'
import { amountText } from '../../format/amount-text.ts'
import { fieldMessage } from '../../format/field-message.ts'
import { memoProblem } from '../../format/memo-problem.ts'
import { typedCoins } from '../../format/typed-coins.ts'

/** The content of the send form. */
export interface SendDraft {
  readonly to: string
  readonly amount: string
  readonly fee: string
  readonly memo: string
}

/** A payment that passed all checks of the form; the node checks again. */
export interface Payment {
  readonly from: string
  readonly to: string
  readonly amount: bigint
  readonly fee: bigint
  readonly memo: string
}

/**
 * Either a payment, or the errors by field and the first reason in words. An empty field is not an error yet,
 * but a reason.
 */
export type SendCheck =
  | { readonly status: 'ready'; readonly payment: Payment }
  | {
      readonly status: 'blocked'
      readonly reason: string
      readonly errors: Partial<Record<keyof SendDraft, string>>
    }

/** The payer: an own address, and the most that it can spend (confirmed, less pending payments). */
export interface Payer {
  readonly address: string
  readonly spendable: bigint
}

/** Checks a draft as it is typed. Pure; `symbol` is for the words. */
export function checkSend(draft: SendDraft, payer: Payer | undefined, symbol: string): SendCheck {
  if (!payer) return { status: 'blocked', reason: t`The wallet is not open yet`, errors: {} }
  const errors: Partial<Record<keyof SendDraft, string>> = {}

  const to = parseRecipient(draft.to)
  if (draft.to.trim() !== '' && !to.ok) errors.to = fieldMessage(to.error.message)

  const amount = typedCoins(draft.amount)
  if (draft.amount.trim() !== '' && !amount.ok) errors.amount = amount.error
  if (amount.ok && amount.value === 0n)
    errors.amount = t`Zero cannot be sent; the smallest amount is 0.000001`

  const fee = typedCoins(draft.fee)
  if (!fee.ok) errors.fee = fee.error

  const feeValue = fee.ok ? fee.value : 0n
  if (amount.ok && amount.value > 0n && amount.value + feeValue > payer.spendable)
    errors.amount = tooMuch(amount.value, feeValue, payer.spendable, symbol)

  const memo = memoProblem(draft.memo)
  if (memo !== undefined) errors.memo = memo

  const reason = firstReason(draft, errors)
  if (reason !== undefined || !to.ok || !amount.ok || !fee.ok)
    return { status: 'blocked', reason: reason ?? t`Something is missing`, errors }
  const payment = {
    from: payer.address,
    to: draft.to.trim().toLowerCase(),
    amount: amount.value,
    fee: fee.value,
    memo: draft.memo,
  }
  return { status: 'ready', payment }
}

/** The button's reason: the topmost field that is empty or wrong. */
function firstReason(draft: SendDraft, errors: Partial<Record<keyof SendDraft, string>>): string | undefined {
  if (draft.to.trim() === '') return t`Enter the recipient’s address`
  if (errors.to) return t`The address is not valid yet`
  if (draft.amount.trim() === '') return t`Enter an amount`
  if (errors.amount) return t`The amount is not valid yet`
  if (errors.fee) return t`The fee is not valid yet`
  if (errors.memo) return t`The memo is not valid yet`
  return undefined
}

function tooMuch(amount: bigint, fee: bigint, spendable: bigint, symbol: string): string {
  if (spendable === 0n) return t`This address has nothing to spend yet`
  const has = `${amountText(spendable)} ${symbol}`
  if (amount > spendable) return t`More than this address has: ${has} can be spent`
  const most = amountText(spendable - fee)
  return t`With the fee this is more than the address has: ${has} can be spent, at most ${most} besides the fee`
}
