import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { ProvenStatement } from '#api/results.ts'
import { unreachable } from '#lib/assert.ts'
import { Amount } from '../../components/amount.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Party } from '../../components/party.tsx'
import { bytesText } from '../../format/quantity-text.ts'
import { eventView } from '../../format/receipt-event.ts'
import { useNode } from '../../node-context.tsx'

/** The proven statement, as a sentence without its beginning: `… that main holds 12 TAB`. */
export function Statement({ of }: { readonly of: ProvenStatement }): ReactNode {
  const { genesis } = useNode()
  switch (of.type) {
    case 'account': {
      const { nonce } = of
      return (
        <Trans>
          <Party address={of.address} link /> holds <Amount amount={of.balance} /> and has sent{' '}
          <Plural value={nonce} one="# transaction" other="# transactions" />
        </Trans>
      )
    }
    case 'entry':
      return of.value === null ? (
        <Trans>
          the state has nothing at <HashText value={of.key} what={t`key`} copy={false} />
        </Trans>
      ) : (
        <Trans>
          the state has <HashText value={of.value} what={t`value`} /> at{' '}
          <HashText value={of.key} what={t`key`} copy={false} />
        </Trans>
      )
    case 'transaction':
      return (
        <Trans>
          the transaction <TxId id={of.txId} /> is on the chain
        </Trans>
      )
    case 'event': {
      const { about, text } = eventView(of, genesis.symbol)
      return (
        <>
          {about && <Party address={about} link />} {text}{' '}
          <Trans>
            (transaction <TxId id={of.txId} />)
          </Trans>
        </>
      )
    }
    case 'file':
      return <FileStatement of={of} />
    default:
      return unreachable(of)
  }
}

const TxId = ({ id }: { readonly id: string }) => (
  <HashText value={id} what={t`transaction id`} to={{ screen: 'tx', id }} copy={false} />
)

type RecordedFile = Extract<ProvenStatement, { type: 'file' }>

function FileStatement({ of: { author, name, sizeBytes, cid } }: { readonly of: RecordedFile }) {
  const size = bytesText(sizeBytes)
  return (
    <Trans>
      <Party address={author} link /> recorded the file “{name}” ({size}), CID{' '}
      <HashText value={cid} what={t`CID`} to={{ screen: 'file', cid }} copy={false} />
    </Trans>
  )
}
