import type { ReactNode } from 'react'
import type { ProvenStatement } from '#api/results.ts'
import { unreachable } from '#lib/assert.ts'
import { Amount } from '../../components/amount.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Party } from '../../components/party.tsx'
import { bytesText, plural } from '../../format/quantity-text.ts'
import { eventView } from '../../format/receipt-event.ts'
import { useNode } from '../../node-context.tsx'

/** The proven statement, as a sentence without its beginning: `… that main holds 12 TAB`. */
export function Statement({ of }: { readonly of: ProvenStatement }): ReactNode {
  const { genesis } = useNode()
  switch (of.type) {
    case 'account':
      return (
        <>
          <Party address={of.address} link /> holds <Amount amount={of.balance} /> and has sent{' '}
          {plural(of.nonce, 'transaction')}
        </>
      )
    case 'entry':
      return (
        <>
          the state has {of.value === null ? 'nothing' : <HashText value={of.value} what="value" />} at{' '}
          <HashText value={of.key} what="key" copy={false} />
        </>
      )
    case 'transaction':
      return (
        <>
          the transaction{' '}
          <HashText value={of.txId} what="transaction id" to={{ screen: 'tx', id: of.txId }} copy={false} />{' '}
          is on the chain
        </>
      )
    case 'event': {
      const { about, text } = eventView(of, genesis.symbol)
      return (
        <>
          {about && <Party address={about} link />} {text} (transaction{' '}
          <HashText value={of.txId} what="transaction id" to={{ screen: 'tx', id: of.txId }} copy={false} />)
        </>
      )
    }
    case 'file':
      return (
        <>
          <Party address={of.author} link /> recorded the file “{of.name}” ({bytesText(of.sizeBytes)}), CID{' '}
          <HashText value={of.cid} what="CID" to={{ screen: 'file', cid: of.cid }} copy={false} />
        </>
      )
    default:
      return unreachable(of)
  }
}
