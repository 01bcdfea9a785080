import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Stack, Text, Textarea } from '@mantine/core'
import { IconCheck, IconLink } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { CallResult } from '#api/calls.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { fieldMessage } from '../../format/field-message.ts'
import { shortText } from '../../format/short-text.ts'
import { useCall } from '../../hooks/use-call.ts'

/** The longest accepted link; the genesis in it has at most 16 KiB, which base64 turns into 22 KiB. */
const LINK_CHARACTERS = 24_000

/** A form for a received link or join code, which is checked before it is opened. */
export function JoinCard() {
  const join = useCall('join')
  const [link, setLink] = useState('')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    void join.run({ link: link.trim() })
  }

  return (
    <Panel title={t`Join with a link or a code`}>
      <form onSubmit={submit}>
        <Stack>
          <Textarea
            label={t`Invite link or code`}
            placeholder={t`https://… or K7QF2M`}
            rows={3}
            value={link}
            maxLength={LINK_CHARACTERS}
            onChange={event => {
              setLink(event.currentTarget.value)
              join.clear()
            }}
            error={join.state.status === 'failed' && fieldMessage(join.state.failure.message)}
            spellCheck={false}
            autoCapitalize="none"
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          />
          <Button
            type="submit"
            variant="light"
            disabled={link.trim() === ''}
            loading={join.state.status === 'running'}
            leftSection={<IconLink size={18} />}
          >
            <Trans>Check invite</Trans>
          </Button>
          {join.state.status === 'done' && <Checked invite={join.state.value} />}
          <Text size="sm" c="dimmed">
            <Trans>
              Another network opens in this tab and keeps its own chain; this one stays stored in the browser.
              Your keys are the same on both.
            </Trans>
          </Text>
        </Stack>
      </form>
    </Panel>
  )
}

/**
 * A valid invite: one to this tab's network is a peer to connect to, one to another network is a page to open.
 */
function Checked({ invite }: { readonly invite: CallResult<'join'> }) {
  const connect = useCall('peerConnect')
  const { peerId, name: network } = invite

  if (!invite.sameNetwork)
    return (
      <Alert
        color="spruce"
        variant="light"
        icon={<IconCheck />}
        title={t`An invite to ${network}`}
        role="status"
      >
        <Text size="sm">{t`Network ${{ id: shortText(invite.networkId) }}`}</Text>
        <Button component="a" href={invite.link} mt="sm">
          <Trans>Open {network}</Trans>
        </Button>
      </Alert>
    )
  if (connect.state.status === 'failed')
    return <FailureAlert title={t`Not connected`} failure={connect.state.failure} />
  return (
    <Alert
      color="spruce"
      variant="light"
      icon={<IconCheck />}
      title={t`You are on this network already`}
      role="status"
    >
      {connect.state.status === 'done'
        ? t`Connected to the tab that invited you.`
        : peerId && (
            <Button
              mt={4}
              onClick={() => connect.run({ peerId })}
              loading={connect.state.status === 'running'}
            >
              <Trans>Connect to the tab that invited you</Trans>
            </Button>
          )}
    </Alert>
  )
}
