import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { HashText } from '../../components/hash-text.tsx'
import classes from '../../components/inline-form.module.css'
import { Panel } from '../../components/panel.tsx'
import { fieldMessage } from '../../format/field-message.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'

/** A form that links this tab to a peer by its id. */
export function ConnectPeer() {
  const own = useSummaryRow('network')?.peerId
  const connect = useCall('peerConnect')
  const [peerId, setPeerId] = useState('')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await connect.run({ peerId: peerId.trim() })) setPeerId('')
  }

  return (
    <Panel title={t`Connect by peer id`}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          aria-label={t`Peer id`}
          placeholder="12D3Koo…"
          value={peerId}
          maxLength={128}
          onChange={event => {
            setPeerId(event.currentTarget.value)
            connect.clear()
          }}
          error={connect.state.status === 'failed' && fieldMessage(connect.state.failure.message)}
          autoComplete="off"
          spellCheck={false}
        />
        <Button
          type="submit"
          variant="light"
          disabled={peerId.trim() === ''}
          loading={connect.state.status === 'running'}
        >
          <Trans>Connect</Trans>
        </Button>
      </form>
      <Text size="sm" c="dimmed" mih={36} mt="xs" component="div">
        {own ? (
          <Trans>
            This tab is <HashText value={own} what={t`own peer id`} />
          </Trans>
        ) : (
          <Trans>This tab is …</Trans>
        )}
      </Text>
    </Panel>
  )
}
