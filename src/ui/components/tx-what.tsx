import type { ReactNode } from 'react'
import type { TxResult } from '#api/results.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { kindWords } from '../format/kind-words.ts'
import { Party } from './party.tsx'

interface TxWhatProps {
  readonly tx: TxResult
  /** The reader's side of a payment; without it both parties are named. */
  readonly side?: 'sender' | 'recipient' | undefined
}

type Line = (props: TxWhatProps) => ReactNode

/** A one-line description of a transaction, with its parties by name. */
export function TxWhat(props: TxWhatProps) {
  const { kind, from } = props.tx
  if (Object.hasOwn(LINES, kind)) return LINES[kind as Payload['kind']](props)
  return (
    <>
      {kindWords(kind).name} by <Party address={from} />
    </>
  )
}

const LINES: Record<Payload['kind'], Line> = {
  transfer: ({ tx: { from, to = from }, side }) =>
    side ? (
      <>
        {side === 'sender' ? 'To ' : 'From '}
        <Party address={side === 'sender' ? to : from} />
      </>
    ) : (
      <>
        <Party address={from} /> → <Party address={to} />
      </>
    ),
  stake: ({ tx }) => (
    <>
      Stake by <Party address={tx.from} />
    </>
  ),
  unstake: ({ tx }) => (
    <>
      Unstake by <Party address={tx.from} />
    </>
  ),
  evidence: ({ tx: { from, to } }) => (
    <>
      Double signing{' '}
      {to ? (
        <>
          by <Party address={to} />
        </>
      ) : (
        <>
          reported by <Party address={from} />
        </>
      )}
    </>
  ),
  authority: ({
    tx: {
      from,
      to = from,
      detail: { action = '' },
    },
  }) => (
    <>
      {AUTHORITY_ACTIONS[action] ?? 'Authorities:'} <Party address={to} />
    </>
  ),
  file: ({
    tx: {
      detail: { name },
    },
  }) => <>File “{name}”</>,
  deploy: ({ tx: { memo } }) => <>New contract {memo}</>,
  invoke: ({ tx: { from, to = from, memo }, side }) =>
    side === 'recipient' ? (
      <>
        {memo}() by <Party address={from} />
      </>
    ) : (
      <>
        {memo}() on <Party address={to} />
      </>
    ),
}

const AUTHORITY_ACTIONS: Readonly<Record<string, string>> = {
  add: 'Add authority',
  remove: 'Remove authority',
  admin: 'Hand over to',
}
