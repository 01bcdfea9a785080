import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconBan, IconCopy, IconPlugX } from '@tabler/icons-react'
import type { PeerRow } from '#storage/rows.ts'
import { ActionsMenu } from '../../components/actions-menu.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { bytesText, countText } from '../../format/quantity-text.ts'
import { shortText } from '../../format/short-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useElapsed } from '../../hooks/use-relative-time.ts'
import classes from './peers.module.css'
import { routeWords } from './route-words.ts'

/** A link with its state. */
export function PeerLine({ peer }: { readonly peer: PeerRow }) {
  const disconnect = useCall('peerDisconnect')
  const ban = useCall('peerBan')
  const since = useElapsed(peer.since)
  const short = shortText(peer.peerId)
  const failed = [disconnect.state, ban.state].find(state => state.status === 'failed')

  return (
    <li className={classes.line}>
      <GlyphIcon of={peer.peerId} size={36} />
      <div className={classes.who}>
        <strong className={classes.id} title={peer.peerId}>
          {short}
        </strong>
        <span className={classes.note}>
          {peer.state === 'connecting' ? t`connecting…` : `${routeWords(peer.route)}, ${since}`}
          {peer.relayed && `, ${t`through a relay`}`}
        </span>
      </div>
      <dl className={classes.facts}>
        <Fact name={t`Direction`} value={peer.direction === 'inbound' ? t`in` : t`out`} />
        <Fact
          name={t`Latency`}
          value={peer.latencyMs === undefined ? '–' : `${Math.round(peer.latencyMs)} ms`}
        />
        <Fact name={t`Height`} value={peer.height === undefined ? '–' : countText(peer.height)} />
        <Fact name={t`Score`} value={String(Math.round(peer.score))} />
        <div>
          <dt>
            <Trans>Data</Trans>
          </dt>
          <dd>
            <span className={classes.flow}>
              <IconArrowDown size={13} aria-label={t`received`} />
              {bytesText(peer.bytesIn)}
            </span>{' '}
            <span className={classes.flow}>
              <IconArrowUp size={13} aria-label={t`sent`} />
              {bytesText(peer.bytesOut)}
            </span>
          </dd>
        </div>
      </dl>
      <ActionsMenu label={t`Actions for peer ${short}`} className={classes.actions}>
        <Menu.Item
          h={44}
          leftSection={<IconCopy size={17} />}
          onClick={() => navigator.clipboard.writeText(peer.peerId)}
        >
          <Trans>Copy peer id</Trans>
        </Menu.Item>
        <Menu.Item
          h={44}
          leftSection={<IconPlugX size={17} />}
          onClick={() => disconnect.run({ peerId: peer.peerId })}
        >
          <Trans>Disconnect</Trans>
        </Menu.Item>
        <Menu.Item
          h={44}
          color="clay"
          leftSection={<IconBan size={17} />}
          onClick={() => ban.run({ peerId: peer.peerId })}
        >
          <Trans>Ban</Trans>
        </Menu.Item>
      </ActionsMenu>
      {failed?.status === 'failed' && (
        <div className={classes.whole}>
          <FailureAlert title={t`That did not work`} failure={failed.failure} />
        </div>
      )}
    </li>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
