import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Skeleton, Stack, Text } from '@mantine/core'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { ShareLink } from '../../components/share-link.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import classes from './invite.module.css'

/** A link to this network and tab, as QR code and text. */
export function InviteCard() {
  const { api } = useNode()
  const network = useSummaryRow('network')
  // The link names this tab, so it changes with the network and the peer id only.
  const invite = useAnswer(() => api.invite({}), `${network?.id ?? ''} ${network?.peerId ?? ''}`)

  return (
    <Panel title={t`Invite someone`}>
      {invite.status === 'loading' && <Skeleton height={420} />}
      {invite.status === 'error' && <FailureAlert title={t`There is no link yet`} failure={invite.failure} />}
      {invite.status === 'ready' && <InviteLink link={invite.value.link} />}
    </Panel>
  )
}

function InviteLink({ link }: { readonly link: string }) {
  const { name: network } = useNode().genesis

  return (
    <Stack align="center" gap="md">
      <ShareLink link={link} what={t`invite link`} title={t`Join ${network}`} />
      <div style={{ width: '100%' }}>
        <Text size="sm" fw={600} mb={4}>
          <Trans>Whoever opens it</Trans>
        </Text>
        <ul className={classes.gets}>
          <li>
            <Trans>gets a complete node of {network} in a tab, with nothing to install</Trans>
          </li>
          <li>
            <Trans>is linked to this tab first, so keep it open for a moment</Trans>
          </li>
          <li>
            <Trans>gets a wallet of its own; nothing of yours is in the link</Trans>
          </li>
        </ul>
      </div>
    </Stack>
  )
}
