import { type Amount, formatAmount, parseAmount } from '#chain/amount.ts'
import type { Result } from '#lib/result.ts'
import { fieldMessage } from './field-message.ts'

/**
 * Reads coins while they are typed; an error is in words for the line below the field. "1." is valid, because
 * "1.5" begins like that. The balance is not checked.
 */
export function typedCoins(text: string): Result<Amount, string> {
  const read = parseAmount(text.replace(/\.\s*$/, ''), 'amount')
  return read.ok ? read : { ok: false, error: fieldMessage(read.error.message) }
}

/**
 * The balance less the fee, for a button that spends all of it; undefined if nothing is left or the fee is
 * not valid.
 */
export function allBesidesFee(spendable: bigint, feeText: string): string | undefined {
  const fee = typedCoins(feeText)
  return fee.ok && spendable > fee.value ? formatAmount(spendable - fee.value) : undefined
}
