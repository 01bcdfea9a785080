import { t } from '@lingui/core/macro'
import type { TxResult } from '#api/results.ts'
import { amountText } from './amount-text.ts'
import { failureWords } from './failure-words.ts'
import { kindWords } from './kind-words.ts'
import { bytesText } from './quantity-text.ts'

type Noted = Pick<TxResult, 'kind' | 'status' | 'reason' | 'receipt' | 'memo' | 'detail' | 'amount'>

/**
 * The note of a transaction in a list: the reason of a failure, in the contract’s own words if it has any;
 * otherwise its memo, the size of its file, or the coins that it returns later.
 */
export function txNote(tx: Noted): string {
  if (tx.status === 'failed' && tx.reason) return tx.receipt?.message || failureWords(tx.reason)
  if ((tx.status === 'dropped' || tx.status === 'pending') && tx.reason) return tx.reason
  if (tx.kind === 'transfer') return tx.memo

  const { sizeBytes } = tx.detail
  if (tx.kind === 'file' && sizeBytes !== undefined) return bytesText(Number(sizeBytes))
  const { hasAmount, spends } = kindWords(tx.kind)
  if (!hasAmount || spends) return ''
  const amount = amountText(tx.amount)
  return t`${amount} returned later`
}
