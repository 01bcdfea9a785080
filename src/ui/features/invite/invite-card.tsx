import { Skeleton, Stack, Text } from '@mantine/core'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { ShareLink } from '../../components/share-link.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import classes from './invite.module.css'

/** A link to this network and this tab, as picture and text. */
export function InviteCard() {
  const { api } = useNode()
  const network = useSummaryRow('network')
  // The link names this tab, so it changes with the network and the peer id only.
  const invite = useAnswer(() => api.invite({}), `${network?.id ?? ''} ${network?.peerId ?? ''}`)

  return (
    <Panel title="Invite someone">
      {invite.status === 'loading' && <Skeleton height={420} />}
      {invite.status === 'error' && <FailureAlert title="There is no link yet" failure={invite.failure} />}
      {invite.status === 'ready' && <InviteLink link={invite.value.link} />}
    </Panel>
  )
}

function InviteLink({ link }: { readonly link: string }) {
  const { genesis } = useNode()

  return (
    <Stack align="center" gap="md">
      <ShareLink link={link} what="invite link" title={`Join ${genesis.name}`} />
      <div style={{ width: '100%' }}>
        <Text size="sm" fw={600} mb={4}>
          Whoever opens it
        </Text>
        <ul className={classes.gets}>
          <li>gets a complete node of {genesis.name} in a tab, with nothing to install</li>
          <li>is linked to this tab first, so keep it open for a moment</li>
          <li>gets a wallet of its own; nothing of yours is in the link</li>
        </ul>
      </div>
    </Stack>
  )
}
