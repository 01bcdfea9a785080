import { t } from '@lingui/core/macro'
import { amountText } from '../../format/amount-text.ts'
import { memoProblem } from '../../format/memo-problem.ts'
import { typedCoins } from '../../format/typed-coins.ts'
import type { AddChoice } from './add-queue.ts'

/** The content of the form for sharing files. */
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

/** Checks a draft of `records` recorded files while it is typed. Pure; the node checks again. */
export function checkAdd(
  draft: AddDraft,
  payer: Payer | undefined,
  records: number,
  symbol: string,
): AddCheck {
  const blocked = (reason: string, errors = {}): AddCheck => ({ status: 'blocked', reason, errors })
  if (!payer) return blocked(t`The wallet is not open yet`)
  const record = draft.record && records > 0
  if (!record) return { status: 'ready', choice: { from: payer.address, note: '', fee: 0n, record } }

  const note = memoProblem(draft.note)
  if (note !== undefined) return blocked(t`The note is not valid yet`, { note })
  const fee = typedCoins(draft.fee)
  if (!fee.ok) return blocked(t`The fee is not valid yet`, { fee: fee.error })

  if (fee.value * BigInt(records) > payer.spendable) {
    const coins = `${amountText(payer.spendable)} ${symbol}`
    return blocked(
      t`${coins} can be spent, which does not pay the fees. Make or get some coins, or share without recording.`,
    )
  }
  return { status: 'ready', choice: { from: payer.address, note: draft.note, fee: fee.value, record } }
}
