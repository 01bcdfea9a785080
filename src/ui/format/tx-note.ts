import type { TxResult } from '#api/results.ts'
import { amountText } from './amount-text.ts'
import { failureWords } from './failure-words.ts'
import { kindWords } from './kind-words.ts'
import { bytesText } from './quantity-text.ts'

type Noted = Pick<TxResult, 'kind' | 'status' | 'reason' | 'receipt' | 'memo' | 'detail' | 'amount'>

/**
 * What a line of a list adds to what the transaction does: why it came to nothing, in a contract’s own words
 * where it has some, else the words, the size or the later coins that it carries.
 */
export function txNote(tx: Noted): string {
  if (tx.status === 'failed' && tx.reason) return tx.receipt?.message || failureWords(tx.reason)
  if ((tx.status === 'dropped' || tx.status === 'pending') && tx.reason) return tx.reason
  if (tx.kind === 'transfer') return tx.memo

  const { sizeBytes } = tx.detail
  if (tx.kind === 'file' && sizeBytes !== undefined) return bytesText(Number(sizeBytes))
  const { hasAmount, spends } = kindWords(tx.kind)
  return hasAmount && !spends ? `${amountText(tx.amount)} returned later` : ''
}
