import { t } from '@lingui/core/macro'
import type { TxResult } from '#api/results.ts'
import classes from './tx-status.module.css'

const WORDS: Record<TxResult['status'], { word: string; meaning: string }> = {
  pending: { word: t`Pending`, meaning: t`Waiting for a block` },
  confirmed: { word: t`Confirmed`, meaning: t`In a block; a reorganisation could still undo it` },
  final: { word: t`Final`, meaning: t`No reorganisation can undo it` },
  failed: { word: t`Failed`, meaning: t`In a block, but not applied; the fee was paid` },
  dropped: { word: t`Dropped`, meaning: t`Discarded; nothing was paid` },
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
