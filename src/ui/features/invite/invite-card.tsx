import { Button, CopyButton, Group, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { IconCheck, IconCopy, IconShare } from '@tabler/icons-react'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { QrCode } from '../../components/qr-code.tsx'
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
  const canShare = typeof navigator.share === 'function'
  // Closing the share sheet rejects; there is nothing to tell.
  const share = () => navigator.share({ title: `Join ${genesis.name}`, url: link }).catch(() => undefined)

  return (
    <Stack align="center" gap="md">
      <QrCode value={link} label="QR code of the invite link" />
      <Textarea
        readOnly
        aria-label="Invite link"
        value={link}
        rows={6}
        w="100%"
        onFocus={event => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <Group gap="sm" grow w="100%">
        <CopyButton value={link} timeout={1600}>
          {({ copied, copy }) => (
            <Button onClick={copy} leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}>
              {copied ? 'Copied' : 'Copy link'}
            </Button>
          )}
        </CopyButton>
        {canShare && (
          <Button variant="light" onClick={share} leftSection={<IconShare size={18} />}>
            Share
          </Button>
        )}
      </Group>
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
