import type { TxResult } from '#api/results.ts'
import classes from './tx-status.module.css'

const WORDS: Record<TxResult['status'], { word: string; meaning: string }> = {
  pending: { word: 'Pending', meaning: 'Waiting for a block' },
  confirmed: { word: 'Confirmed', meaning: 'In a block; a reorganisation could still undo it' },
  final: { word: 'Final', meaning: 'No reorganisation can undo it' },
  failed: { word: 'Failed', meaning: 'In a block, but not applied; the fee was paid' },
  dropped: { word: 'Dropped', meaning: 'Discarded; nothing was paid' },
}

/** The status of a transaction, from sent to final, as a word with a mark. */
export function TxStatus({ status }: { readonly status: TxResult['status'] }) {
  const { word, meaning } = WORDS[status]
  return (
    <span className={classes.status} data-status={status} title={meaning}>
      {word}
    </span>
  )
}
