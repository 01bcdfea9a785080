import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Fragment } from 'react'
import { type ChangeView, changeView, contractsIn } from '../format/change-view.ts'
import { cutText } from '../format/cut-text.ts'
import { isFileCid } from '../format/file-target.ts'
import { isAddressText } from '../format/party-route.ts'
import { countText } from '../format/quantity-text.ts'
import { eventView } from '../format/receipt-event.ts'
import { EVENT_TEXT_SHOWN, RECEIPT_LINES_SHOWN, VALUE_NAME_SHOWN } from '../limits.ts'
import { useNode } from '../node-context.tsx'
import { Amount } from './amount.tsx'
import { ContractValue } from './contract-value/contract-value.tsx'
import { HashText } from './hash-text.tsx'
import { Party } from './party.tsx'
import classes from './receipt-lines.module.css'

interface EventLinesProps {
  readonly events: readonly {
    readonly source: string
    readonly name: string
    readonly data: readonly string[]
  }[]
}

/** The events of a transaction, in order. */
export function EventLines({ events }: EventLinesProps) {
  const { genesis } = useNode()
  const shown = events.slice(0, RECEIPT_LINES_SHOWN).map(event => eventView(event, genesis.symbol))
  return (
    <ul className={classes.lines}>
      {shown.map(({ about, text, values }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a receipt never changes, and events may repeat
        <li key={place}>
          {about && <Party address={about} link />} <bdi>{text}</bdi>
          {values && <Values values={values} />}
        </li>
      ))}
      <More
        all={events.length}
        words={left => t`and ${plural(left, { one: '# more event', other: '# more events' })}`}
      />
    </ul>
  )
}

/** `(5, main, second)` */
function Values({ values }: { readonly values: readonly string[] }) {
  return (
    <>
      (
      {values.map((value, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place
        <Fragment key={place}>
          {place > 0 && ', '}
          {isAddressText(value) ? (
            <Party address={value} link />
          ) : isFileCid(value) ? (
            <HashText value={value} what="CID" to={{ screen: 'file', cid: value }} copy={false} />
          ) : (
            <bdi>{cutText(value, EVENT_TEXT_SHOWN)}</bdi>
          )}
        </Fragment>
      ))}
      )
    </>
  )
}

interface ChangeLinesProps {
  readonly changes: readonly { readonly key: string; readonly value: string | null }[]
  /** The recipient of the transaction, which may be a contract. */
  readonly to?: string | undefined
}

/** The changes of the state by a transaction. */
export function ChangeLines({ changes, to }: ChangeLinesProps) {
  const shown = changes.slice(0, RECEIPT_LINES_SHOWN)
  const contracts = new Set([...contractsIn(shown), ...(to === undefined ? [] : [to])])
  return (
    <ul className={classes.lines}>
      {shown.map(change => (
        <li key={change.key}>
          <Change view={changeView(change, contracts)} />
        </li>
      ))}
      <More
        all={changes.length}
        words={left => t`and ${plural(left, { one: '# more entry', other: '# more entries' })}`}
      />
    </ul>
  )
}

function More({ all, words }: { readonly all: number; words(left: number): string }) {
  return all > RECEIPT_LINES_SHOWN && <li>{words(all - RECEIPT_LINES_SHOWN)}</li>
}

function Change({ view }: { readonly view: ChangeView }) {
  switch (view.type) {
    case 'account': {
      const nonce = countText(view.nonce)
      return (
        <Trans>
          <Party address={view.address} link />: balance <Amount amount={view.balance} />, nonce {nonce}
        </Trans>
      )
    }
    case 'stored':
      return (
        <>
          <Party address={view.address} link />{' '}
          <bdi className={classes.name}>{cutText(view.name, VALUE_NAME_SHOWN)}</bdi>
          {view.key !== undefined && (
            <>
              {' ['}
              <ContractValue value={view.key} />
              {']'}
            </>
          )}
          {': '}
          {view.value === undefined ? t`gone` : <ContractValue value={view.value} />}
        </>
      )
    case 'other': {
      const { what, address, gone } = view
      if (address === undefined) return gone ? t`${what} (gone)` : what
      const party = <Party address={address} link />
      return gone ? (
        <Trans>
          {what} of {party} (gone)
        </Trans>
      ) : (
        <Trans>
          {what} of {party}
        </Trans>
      )
    }
  }
}
