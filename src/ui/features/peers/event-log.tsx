import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import { recentEvents } from '#storage/live-queries.ts'
import type { EventRow } from '#storage/rows.ts'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import { Show } from '../../components/show.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { isFileCid } from '../../format/file-target.ts'
import { useLive } from '../../hooks/use-live.ts'
import { EVENTS_SHOWN } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import { eventDetail, eventWords } from './event-words.ts'
import classes from './peers.module.css'

/** The node's event log, newest first. */
export function EventLog() {
  const events = useLive(db => recentEvents(db, EVENTS_SHOWN))
  return (
    <Panel title={t`Event log`} flush>
      <Show
        live={events}
        loading={<ListSkeleton rows={5} rowHeight={44} />}
        empty={
          <Text px="lg" pb="md" size="sm" c="dimmed">
            <Trans>Nothing has happened yet. Links, broken rules and reorganisations are listed here.</Trans>
          </Text>
        }
      >
        {rows => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <ol className={classes.log} aria-label={t`Event log`} tabIndex={0}>
            {rows.map(event => (
              <EventLine key={event.seq} event={event} />
            ))}
          </ol>
        )}
      </Show>
    </Panel>
  )
}

/** An event in a sentence; its type and data, as the node wrote them, are the tooltip. */
function EventLine({ event }: { readonly event: EventRow }) {
  const { text, detail } = eventWords(event.type, event.data)
  return (
    <li className={classes.event} title={`${event.type} ${eventDetail(event.data)}`}>
      {isFileCid(String(event.data.cid ?? '')) ? (
        <Anchor inherit href={hrefOf({ screen: 'file', cid: String(event.data.cid) })}>
          {text}
        </Anchor>
      ) : (
        <span>{text}</span>
      )}
      <Text component="span" size="sm" c="dimmed">
        <TimeText at={event.time} />
      </Text>
      {detail && <span className={classes.why}>{detail}</span>}
    </li>
  )
}
