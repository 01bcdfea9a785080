import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconTopologyRing2 } from '@tabler/icons-react'
import { peerRows } from '#storage/live-queries.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { LinkNotice } from '../../components/link-notice.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { WithoutServer } from '../../components/without-server.tsx'
import { useLive } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { PEERS_SHOWN } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import { ConnectPeer } from './connect-peer.tsx'
import { EventLog } from './event-log.tsx'
import { KnownPeers } from './known-peers.tsx'
import { PeerLine } from './peer-line.tsx'
import classes from './peers.module.css'

/** The linked peers, the known peers, and the event log. */
export function Peers() {
  const peers = useLive(db => peerRows(db, PEERS_SHOWN))
  return (
    <>
      <ScreenTitle title={t`Peers`} />
      <LinkNotice />
      <Panel title={t`Connected`} flush>
        <Show live={peers} loading={<ListSkeleton rows={3} rowHeight={76} />} empty={<NoPeers />}>
          {rows => (
            <ul className={classes.list} aria-label={t`Connected peers`}>
              {rows.map(peer => (
                <PeerLine key={peer.peerId} peer={peer} />
              ))}
            </ul>
          )}
        </Show>
      </Panel>
      <ConnectPeer />
      <WithoutServer />
      <KnownPeers />
      <EventLog />
    </>
  )
}

/** Invites someone only while no other tab is there. */
function NoPeers() {
  const others = useSummaryRow('network')?.others ?? 0
  const icon = <IconTopologyRing2 size={36} stroke={1.4} />
  if (others > 0)
    return (
      <EmptyNote icon={icon} title={t`No other tab is linked yet`}>
        <Plural
          value={others}
          one="The signaling server knows # other tab of this network, and this tab keeps trying to link to it."
          other="The signaling server knows # other tabs of this network, and this tab keeps trying to link to them."
        />
      </EmptyNote>
    )
  return (
    <EmptyNote
      icon={icon}
      title={t`No other tab is linked`}
      action={
        <Button component="a" href={hrefOf({ screen: 'invite' })}>
          <Trans>Invite someone</Trans>
        </Button>
      }
    >
      <Trans>
        Tabs of this network find each other through the signaling server. A second tab of this browser counts
        as well: it is a node of its own.
      </Trans>
    </EmptyNote>
  )
}
