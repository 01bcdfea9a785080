import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { knownPeerRows, peerRows } from '#storage/live-queries.ts'
import type { KnownPeerRow } from '#storage/rows.ts'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import { Show } from '../../components/show.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { shortText } from '../../format/short-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useLive } from '../../hooks/use-live.ts'
import { KNOWN_PEERS_SHOWN, PEERS_SHOWN } from '../../limits.ts'
import classes from './peers.module.css'

/** Peers that this tab remembers across reloads, with their status. */
export function KnownPeers() {
  const known = useLive(db => knownPeerRows(db, KNOWN_PEERS_SHOWN))
  const links = useLive(db => peerRows(db, PEERS_SHOWN))
  const linked = new Set(links.status === 'ready' ? links.value.map(peer => peer.peerId) : [])
  return (
    <Panel title={t`Known peers`} flush>
      <Show
        live={known}
        loading={<ListSkeleton rows={2} rowHeight={44} />}
        empty={
          <Text px="lg" pb="md" size="sm" c="dimmed">
            <Trans>
              None yet. Peers that this tab meets are remembered here, and tried again after a reload.
            </Trans>
          </Text>
        }
      >
        {rows => (
          <ul className={classes.log} aria-label={t`Known peers`}>
            {rows.map(peer => (
              <KnownLine key={peer.peerId} peer={peer} linked={linked.has(peer.peerId)} />
            ))}
          </ul>
        )}
      </Show>
    </Panel>
  )
}

function KnownLine({ peer, linked }: { readonly peer: KnownPeerRow; readonly linked: boolean }) {
  const connect = useCall('peerConnect')
  const peerId = shortText(peer.peerId)
  return (
    <li className={classes['note-row']}>
      <span style={{ minWidth: 0 }}>
        <span className={classes.id} title={peer.peerId}>
          {peerId}
        </span>
        <Text size="sm" c="dimmed" component="div">
          <Standing peer={peer} />
          {connect.state.status === 'failed' && `; ${connect.state.failure.message}`}
        </Text>
      </span>
      <Button
        variant="subtle"
        size="sm"
        disabled={linked}
        aria-label={linked ? t`Connected to ${peerId}` : t`Connect to ${peerId}`}
        onClick={() => connect.run({ peerId: peer.peerId })}
        loading={connect.state.status === 'running'}
      >
        {linked ? t`Connected` : t`Connect`}
      </Button>
    </li>
  )
}

function Standing({ peer }: { readonly peer: KnownPeerRow }) {
  if (peer.bannedUntil !== undefined)
    return (
      <Trans>
        banned, ends <TimeText at={peer.bannedUntil} />
      </Trans>
    )
  const { failures, failure } = peer
  if (failures > 0)
    return (
      <>
        <Trans>
          seen <TimeText at={peer.lastSeen} />,{' '}
          <Plural value={failures} one="# failed dial" other="# failed dials" />
        </Trans>
        {failure !== undefined && ` (${failure})`}
      </>
    )
  return (
    <Trans>
      seen <TimeText at={peer.lastSeen} />
    </Trans>
  )
}
