import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { CallResult } from '#api/calls.ts'
import { known } from '#lib/assert.ts'
import { isLoopbackUrl } from '#lib/loopback.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { LinkText } from '../../components/share-link.tsx'
import { useNode } from '../../node-context.tsx'
import classes from './invite.module.css'
import { JoinCode } from './join-code.tsx'
import { ReachNotice } from './reach-notice.tsx'
import { useInvite } from './use-invite.ts'

/** The ways into this network: a QR code, a link, and a code to type. */
export function InviteCard() {
  const invite = useInvite()

  return (
    <Panel title={t`Invite someone`}>
      {invite.status === 'loading' && <Skeleton height={420} />}
      {invite.status === 'error' && <FailureAlert title={t`There is no link yet`} failure={invite.failure} />}
      {invite.status === 'ready' && <InviteLinks invite={invite.value} />}
    </Panel>
  )
}

function InviteLinks({ invite }: { readonly invite: CallResult<'invite'> }) {
  const { name: network } = useNode().genesis
  const [chosen, choose] = useState<string>()
  const { addresses, code, reach } = invite
  const address = known(addresses.find(({ url }) => url === chosen) ?? addresses[0], 'an address')
  const { url, link, fullLink } = address
  const title = t`Join ${network}`

  return (
    <Stack gap="md">
      <ReachNotice reach={reach} isLocal={isLoopbackUrl(url)} url={url} />
      <div className={classes.ways}>
        <QrCode value={link} label={t`QR code of the invite link`} />
        {code && <JoinCode code={code} url={url} />}
      </div>
      {addresses.length > 1 && (
        <NativeSelect
          label={t`Address of this server`}
          description={t`Choose the one that the others can reach.`}
          value={url}
          onChange={event => choose(event.currentTarget.value)}
          data={addresses.map(({ url }) => ({
            value: url,
            label: isLoopbackUrl(url) ? t`${{ host: hostOf(url) }} (this machine only)` : hostOf(url),
          }))}
        />
      )}
      <Stack gap="sm">
        <LinkText link={link} what={t`invite link`} title={title} rows={3} />
      </Stack>
      {link !== fullLink && (
        <details className={classes.full}>
          <summary>
            <Trans>Full link, works without this server</Trans>
          </summary>
          <Stack gap="sm" mt="sm">
            <Text size="sm" c="dimmed">
              <Trans>
                It contains the whole network, so it still works when nobody of it is connected here. The
                short link and the code ask this server.
              </Trans>
            </Text>
            <LinkText link={fullLink} what={t`full invite link`} title={title} rows={6} />
          </Stack>
        </details>
      )}
      <div>
        <Text size="sm" fw={600} mb={4}>
          <Trans>Whoever opens it</Trans>
        </Text>
        <ul className={classes.gets}>
          <li>
            <Trans>gets a complete node of {network} in a tab, with nothing to install</Trans>
          </li>
          <li>
            <Trans>is linked to tabs of this network, so keep this one open for a moment</Trans>
          </li>
          <li>
            <Trans>gets a wallet of its own; nothing of yours is in the link</Trans>
          </li>
        </ul>
      </div>
    </Stack>
  )
}

const hostOf = (url: string): string => new URL(url).host
