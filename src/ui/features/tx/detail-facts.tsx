import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { TxResult } from '#api/results.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { Amount } from '../../components/amount.tsx'
import { Fact } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Party } from '../../components/party.tsx'
import { bytesText, countText } from '../../format/quantity-text.ts'

/** The fields of the payload besides its amount, by kind; for an unknown kind, field by field. */
export function DetailFacts({ tx }: { readonly tx: TxResult }) {
  if (Object.hasOwn(DETAILS, tx.kind)) return DETAILS[tx.kind as Payload['kind']](tx)
  return Object.entries(tx.detail).map(([name, value]) => (
    <Fact key={name} name={name}>
      {value}
    </Fact>
  ))
}

const DETAILS: Record<Payload['kind'], (tx: TxResult) => ReactNode> = {
  transfer: ({ to, memo }) => (
    <>
      <Who name={t`To`} address={to} />
      {memo && <Fact name={t`Memo`}>{memo}</Fact>}
    </>
  ),
  stake: () => null,
  unstake: () => null,
  evidence: ({ to, detail: { first, second } }) => (
    <>
      <Who name={t`Signed twice`} address={to} />
      <Block name={t`First block`} id={first} />
      <Block name={t`Second block`} id={second} />
    </>
  ),
  authority: ({ to }) => <Who name={t`Address`} address={to} />,
  file: ({ detail: { cid = '', sizeBytes, mediaType, note } }) => (
    <>
      <Fact name={t`CID`} long>
        <HashText value={cid} what={t`CID`} to={{ screen: 'file', cid }} whole />
      </Fact>
      <Fact name={t`Size`}>{bytesText(Number(sizeBytes ?? 0))}</Fact>
      {mediaType && <Fact name={t`Type`}>{mediaType}</Fact>}
      {note && <Fact name={t`Note`}>{note}</Fact>}
    </>
  ),
  deploy: tx => (
    <>
      <Who name={t`Contract`} address={tx.to} />
      <Fact name={t`Source`}>{bytesText(Number(tx.detail.sourceBytes ?? 0))}</Fact>
      <Given tx={tx} />
    </>
  ),
  invoke: tx => (
    <>
      <Who name={t`Contract`} address={tx.to} />
      <Given tx={tx} />
    </>
  ),
}

/** The coins that the code received, and the gas limit. */
function Given({ tx: { amount, detail } }: { readonly tx: TxResult }) {
  return (
    <>
      {amount > 0n && (
        <Fact name={t`Coins given`}>
          <Amount amount={amount} />
        </Fact>
      )}
      <Fact name={t`Gas limit`}>{countText(Number(detail.gasLimit ?? 0))}</Fact>
    </>
  )
}

function Who({ name, address }: { readonly name: string; readonly address: string | undefined }) {
  if (address === undefined) return null
  return (
    <Fact name={name}>
      <Party address={address} link />
    </Fact>
  )
}

function Block({ name, id }: { readonly name: string; readonly id: string | undefined }) {
  if (id === undefined) return null
  return (
    <Fact name={name}>
      <HashText value={id} what={t`block id`} to={{ screen: 'block', at: id }} />
    </Fact>
  )
}
