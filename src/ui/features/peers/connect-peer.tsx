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
    <Panel title="Connect by peer id">
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          aria-label="Peer id"
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
          Connect
        </Button>
      </form>
      <Text size="sm" c="dimmed" mih={36} mt="xs" component="div">
        This tab is {own ? <HashText value={own} what="own peer id" /> : '…'}
      </Text>
    </Panel>
  )
}
