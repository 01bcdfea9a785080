import { t } from '@lingui/core/macro'
import { Anchor } from '@mantine/core'
import type { ContractEventView } from '#storage/contract-events.ts'
import { LongText } from '../../components/contract-value/long-text.tsx'
import { Party } from '../../components/party.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { cutText } from '../../format/cut-text.ts'
import { isAddressText } from '../../format/party-route.ts'
import { countText } from '../../format/quantity-text.ts'
import { EVENT_TEXT_SHOWN } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import classes from './event-list.module.css'

interface EventListProps {
  readonly events: readonly ContractEventView[]
  onEvent(name: string): void
  onIndexed(name: string, place: number, value: string): void
}

/**
 * Events, newest first. Names and indexed values filter the list, and each event links to its transaction and
 * its block.
 */
export function EventList({ events, onEvent, onIndexed }: EventListProps) {
  return (
    <ul className={classes.list} aria-label={t`Events`}>
      {events.map(({ txId, index, name, data, indexed, blockHeight, timestamp }) => (
        <li key={`${txId} ${index}`} className={classes.line}>
          <div className={classes.what}>
            <button
              type="button"
              className={classes.name}
              title={t`Show only ${name}`}
              onClick={() => onEvent(name)}
            >
              {name}
            </button>
            <span className={classes.data}>
              <LongText text={data} />
            </span>
            {indexed.map((value, place) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: an indexed value is its place
                key={place}
                type="button"
                className={classes.chip}
                title={t`Show only ${name} with this value`}
                onClick={() => onIndexed(name, place, value)}
              >
                <IndexedValue value={value} />
              </button>
            ))}
          </div>
          <div className={classes.where}>
            <TimeText at={timestamp} /> ·{' '}
            <Anchor inherit href={hrefOf({ screen: 'block', at: String(blockHeight) })}>
              {t`block #${{ height: countText(blockHeight) }}`}
            </Anchor>{' '}
            ·{' '}
            <Anchor inherit href={hrefOf({ screen: 'tx', id: txId })}>
              {t`transaction`}
            </Anchor>
          </div>
        </li>
      ))}
    </ul>
  )
}

function IndexedValue({ value }: { readonly value: string }) {
  if (isAddressText(value)) return <Party address={value} />
  return <bdi>{value === '' ? t`empty text` : cutText(value, EVENT_TEXT_SHOWN)}</bdi>
}
