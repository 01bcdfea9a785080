import { t } from '@lingui/core/macro'
import { Button, Group, TextInput } from '@mantine/core'
import { IconBoltOff, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { contractEventRows } from '#storage/live-queries.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Show } from '../../components/show.tsx'
import { ShowMore } from '../../components/show-more.tsx'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { CONTRACT_EVENTS_MAX, CONTRACT_EVENTS_STEP, EVENT_FILTER_CHARACTERS } from '../../limits.ts'
import {
  type EventFilterDraft,
  filterOf,
  isFiltering,
  NO_FILTER,
  placesOffered,
  withEvent,
  withIndexed,
} from './event-filter.ts'
import { EventList } from './event-list.tsx'
import classes from './events-panel.module.css'

/** The events of the contract, newest first, filtered by a clicked or typed name or value. */
export function EventsPanel({ address }: { readonly address: string }) {
  const [filter, setFilter] = useState(NO_FILTER)
  const [limit, setLimit] = useState(CONTRACT_EVENTS_STEP)
  const events = useLive(
    db => contractEventRows(db, address, filterOf(filter), limit),
    JSON.stringify([address, filter, limit]),
  )
  const rows = shownValue(events) ?? []
  const narrow = (next: EventFilterDraft) => {
    setFilter(next)
    setLimit(CONTRACT_EVENTS_STEP)
  }

  return (
    <div className={classes.events}>
      <Filter filter={filter} places={placesOffered(filter, rows)} onChange={narrow} />
      <div className={classes.rows}>
        <Show
          live={events}
          loading={<ListSkeleton rows={5} />}
          empty={isFiltering(filter) ? <NoneFits onClear={() => narrow(NO_FILTER)} /> : <NoneYet />}
        >
          {found => (
            <>
              <EventList
                events={found}
                onEvent={name => narrow(withEvent(NO_FILTER, name))}
                onIndexed={(name, place, value) => narrow(withIndexed(withEvent(filter, name), place, value))}
              />
              {found.length >= limit && limit < CONTRACT_EVENTS_MAX && (
                <ShowMore onClick={() => setLimit(limit + CONTRACT_EVENTS_STEP)} />
              )}
            </>
          )}
        </Show>
      </div>
    </div>
  )
}

interface FilterProps {
  readonly filter: EventFilterDraft
  /** The number of fields for indexed values. */
  readonly places: number
  onChange(filter: EventFilterDraft): void
}

function Filter({ filter, places, onChange }: FilterProps) {
  const common = {
    size: 'sm',
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
    maxLength: EVENT_FILTER_CHARACTERS,
  } as const
  return (
    <search aria-label={t`Filter of events`} className={classes.filter}>
      <TextInput
        {...common}
        label={t`Event`}
        placeholder={t`any`}
        value={filter.event}
        onChange={event => onChange(withEvent(filter, event.currentTarget.value))}
      />
      {Array.from({ length: places }, (_, place) => (
        <TextInput
          {...common}
          // biome-ignore lint/suspicious/noArrayIndexKey: an indexed value is its place
          key={place}
          label={t`Indexed ${{ place: place + 1 }}`}
          placeholder={t`any`}
          value={filter.indexed[place] ?? ''}
          onChange={event => onChange(withIndexed(filter, place, event.currentTarget.value))}
        />
      ))}
      {isFiltering(filter) && (
        <Group align="flex-end">
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            leftSection={<IconX size={16} />}
            onClick={() => onChange(NO_FILTER)}
          >
            {t`Show all`}
          </Button>
        </Group>
      )}
    </search>
  )
}

function NoneYet() {
  return (
    <EmptyNote icon={<IconBoltOff size={32} stroke={1.4} />} title={t`No events yet`}>
      {t`Events that the contract emits with ctx.emit are listed here.`}
    </EmptyNote>
  )
}

function NoneFits({ onClear }: { onClear(): void }) {
  return (
    <EmptyNote
      icon={<IconBoltOff size={32} stroke={1.4} />}
      title={t`No event matches`}
      action={
        <Button variant="light" onClick={onClear}>
          {t`Show all events`}
        </Button>
      }
    >
      {t`Names and values have to match exactly, capitals included.`}
    </EmptyNote>
  )
}
