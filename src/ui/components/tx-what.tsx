import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { TxResult } from '#api/results.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { kindWords } from '../format/kind-words.ts'
import { Party } from './party.tsx'

interface TxWhatProps {
  readonly tx: TxResult
  /** The user's side of a payment; if absent, both parties are named. */
  readonly side?: 'sender' | 'recipient' | undefined
}

type Line = (props: TxWhatProps) => ReactNode

/** A one-line description of a transaction, with its parties by name. */
export function TxWhat(props: TxWhatProps) {
  const { kind, from } = props.tx
  if (Object.hasOwn(LINES, kind)) return LINES[kind as Payload['kind']](props)
  const what = <>{kindWords(kind).name}</>
  return (
    <Trans>
      {what} by <Party address={from} />
    </Trans>
  )
}

const LINES: Record<Payload['kind'], Line> = {
  transfer: ({ tx: { from, to = from }, side }) =>
    side === 'sender' ? (
      <Trans>
        To <Party address={to} />
      </Trans>
    ) : side === 'recipient' ? (
      <Trans>
        From <Party address={from} />
      </Trans>
    ) : (
      <>
        <Party address={from} /> → <Party address={to} />
      </>
    ),
  stake: ({ tx }) => (
    <Trans>
      Stake by <Party address={tx.from} />
    </Trans>
  ),
  unstake: ({ tx }) => (
    <Trans>
      Unstake by <Party address={tx.from} />
    </Trans>
  ),
  evidence: ({ tx: { from, to } }) =>
    to ? (
      <Trans>
        Double signing by <Party address={to} />
      </Trans>
    ) : (
      <Trans>
        Double signing reported by <Party address={from} />
      </Trans>
    ),
  authority: ({ tx: { from, to = from, detail } }) => {
    const party = <Party address={to} />
    switch (detail.action) {
      case 'add':
        return <Trans>Add authority {party}</Trans>
      case 'remove':
        return <Trans>Remove authority {party}</Trans>
      case 'admin':
        return <Trans>Hand over to {party}</Trans>
      default:
        return <Trans>Authorities: {party}</Trans>
    }
  },
  file: ({ tx }) => {
    const { name = '' } = tx.detail
    return t`File “${name}”`
  },
  deploy: ({ tx: { memo } }) => t`New contract ${memo}`,
  invoke: ({ tx: { from, to = from, memo }, side }) => {
    const call = <>{memo}()</>
    return side === 'recipient' ? (
      <Trans>
        {call} by <Party address={from} />
      </Trans>
    ) : (
      <Trans>
        {call} on <Party address={to} />
      </Trans>
    )
  },
}
