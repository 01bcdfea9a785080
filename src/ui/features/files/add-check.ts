import { parseAmount } from '#chain/amount.ts'
import { MAX_MEMO_BYTES } from '#chain/limits.ts'
import { amountText } from '../../format/amount-text.ts'
import { fieldMessage } from '../../format/field-message.ts'
import type { AddChoice } from './add-queue.ts'

/** What the form holds before files are shared. */
export interface AddDraft {
  readonly note: string
  readonly fee: string
  readonly record: boolean
}

export type AddCheck =
  | { readonly status: 'ready'; readonly choice: AddChoice }
  | {
      readonly status: 'blocked'
      readonly reason: string
      readonly errors: { readonly note?: string; readonly fee?: string }
    }

interface Payer {
  readonly address: string
  readonly spendable: bigint
}

/** Checks the draft as it is typed; `records` files are recorded. Pure; the node checks again. */
export function checkAdd(
  draft: AddDraft,
  payer: Payer | undefined,
  records: number,
  symbol: string,
): AddCheck {
  const blocked = (reason: string, errors = {}): AddCheck => ({ status: 'blocked', reason, errors })
  if (!payer) return blocked('The wallet is not open yet')
  const record = draft.record && records > 0
  if (!record) return { status: 'ready', choice: { from: payer.address, note: '', fee: 0n, record } }

  const tooLong = new TextEncoder().encode(draft.note).length - MAX_MEMO_BYTES
  if (tooLong > 0)
    return blocked('The note is too long', { note: `Too long by ${tooLong} bytes; shorten it` })
  if (!draft.note.isWellFormed())
    return blocked('The note is not right yet', { note: 'It has half of a character; delete that one' })
  const fee = parseAmount(draft.fee.replace(/\.\s*$/, ''), 'fee')
  if (!fee.ok) return blocked('The fee is not right yet', { fee: fieldMessage(fee.error.message) })

  if (fee.value * BigInt(records) > payer.spendable) {
    return blocked(
      `${amountText(payer.spendable)} ${symbol} can be spent, which does not pay the fees. Make or get some coins, or share without recording.`,
    )
  }
  return { status: 'ready', choice: { from: payer.address, note: draft.note, fee: fee.value, record } }
}
