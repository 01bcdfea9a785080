import type { TxResult } from '#api/results.ts'
import { txNote } from '../format/tx-note.ts'
import { effectOn } from '../format/tx-view.ts'
import { hrefOf } from '../router.ts'
import { Amount } from './amount.tsx'
import { TimeText } from './time-text.tsx'
import classes from './tx-list.module.css'
import { TxMark } from './tx-mark.tsx'
import { TxStatus } from './tx-status.tsx'
import { TxWhat } from './tx-what.tsx'

interface TxListProps {
  readonly label: string
  readonly txs: readonly TxResult[]
  /** The addresses whose gains and losses the amounts show; if absent, the amounts are those moved. */
  readonly perspective?: ReadonlySet<string>
}

/** Transactions, one line each, each a link to its page. */
export function TxList({ label, txs, perspective }: TxListProps) {
  return (
    <ul className={classes.list} aria-label={label}>
      {txs.map(tx => (
        <li key={tx.id}>
          <TxLine tx={tx} perspective={perspective} />
        </li>
      ))}
    </ul>
  )
}

function TxLine({
  tx,
  perspective,
}: {
  readonly tx: TxResult
  readonly perspective: ReadonlySet<string> | undefined
}) {
  const outgoing = perspective?.has(tx.from) ?? false
  const incoming = tx.to !== undefined && (perspective?.has(tx.to) ?? false)
  const side = outgoing === incoming ? undefined : outgoing ? 'sender' : 'recipient'
  const effect = perspective ? effectOn(tx, perspective) : tx.amount
  const note = txNote(tx)

  return (
    <a className={classes.line} href={hrefOf({ screen: 'tx', id: tx.id })}>
      <span className={classes.mark} data-in={effect > 0n && side === 'recipient'}>
        <TxMark kind={tx.kind} side={side} />
      </span>
      <span className={classes.what}>
        <span className={classes.who}>
          <TxWhat tx={tx} side={side} />
        </span>
        <span className={classes.note} data-gone={tx.status === 'dropped' || tx.status === 'failed'}>
          <TimeText at={tx.timestamp} />
          {note && ` · ${note}`}
        </span>
      </span>
      <span className={classes.end}>
        {effect !== 0n && (
          <span
            className={classes.amount}
            data-in={effect > 0n && perspective !== undefined}
            data-gone={tx.status === 'dropped' || (tx.status === 'failed' && !perspective)}
          >
            <Amount amount={effect} signed={perspective !== undefined} tight />
          </span>
        )}
        <TxStatus status={tx.status} />
      </span>
    </a>
  )
}
