import { IconArrowDownLeft, IconArrowsLeftRight, IconArrowUpRight } from '@tabler/icons-react'
import type { TxResult } from '../../api/results.ts'
import { effectOn } from '../format/tx-view.ts'
import { hrefOf } from '../router.ts'
import { Amount } from './amount.tsx'
import { Party } from './party.tsx'
import { TimeText } from './time-text.tsx'
import classes from './tx-list.module.css'
import { TxStatus } from './tx-status.tsx'

interface TxListProps {
  readonly label: string
  readonly txs: readonly TxResult[]
  /** Whose gain and loss the amounts show; without it, amounts are what moved. */
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
  const effect = perspective ? effectOn(tx, perspective) : tx.amount
  const gone = tx.status === 'dropped' || tx.status === 'failed'
  const Icon =
    incoming && !outgoing ? IconArrowDownLeft : outgoing && !incoming ? IconArrowUpRight : IconArrowsLeftRight

  return (
    <a className={classes.line} href={hrefOf({ screen: 'tx', id: tx.id })}>
      <span className={classes.mark} data-in={incoming && !outgoing}>
        <Icon size={18} stroke={1.8} aria-hidden="true" />
      </span>
      <span className={classes.what}>
        <span className={classes.who}>
          {perspective && outgoing !== incoming ? (
            <>
              {outgoing ? 'To ' : 'From '}
              <Party address={outgoing ? (tx.to ?? tx.from) : tx.from} />
            </>
          ) : (
            <>
              <Party address={tx.from} /> → <Party address={tx.to ?? tx.from} />
            </>
          )}
        </span>
        <span className={classes.note}>
          <TimeText at={tx.timestamp} />
          {gone && tx.reason ? ` · ${tx.reason}` : tx.memo && ` · ${tx.memo}`}
        </span>
      </span>
      <span className={classes.end}>
        <span className={classes.amount} data-in={effect > 0n && perspective !== undefined} data-gone={gone}>
          <Amount amount={effect} signed={perspective !== undefined} tight />
        </span>
        <TxStatus status={tx.status} />
      </span>
    </a>
  )
}
