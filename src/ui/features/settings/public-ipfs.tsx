import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Skeleton, Stack, Switch, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { PublicIpfsResult } from '#api/file-results.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useCall } from '../../hooks/use-call.ts'
import { SERVERS_CHARACTERS } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'

/** The setting for fetching files from outside of this network, and its effect on privacy. */
export function PublicIpfs() {
  const { api } = useNode()
  const asked = useAnswer(() => api.filePublic({}), '')
  return (
    <Panel title={t`Public IPFS`}>
      {asked.status === 'loading' && <Skeleton height={120} />}
      {asked.status === 'error' && <FailureAlert title={t`Unknown`} failure={asked.failure} />}
      {asked.status === 'ready' && <Choice first={asked.value} />}
    </Panel>
  )
}

function Choice({ first }: { readonly first: PublicIpfsResult }) {
  const choose = useCall('filePublic')
  const [now, setNow] = useState(first)
  const turn = async (on: boolean) => {
    const chosen = await choose.run({ on })
    if (chosen) setNow(chosen)
  }
  return (
    <Stack gap="sm">
      <Switch
        size="md"
        label={t`Look for files in the public IPFS too`}
        checked={now.on}
        disabled={choose.state.status === 'running'}
        onChange={event => void turn(event.currentTarget.checked)}
      />
      <Text size="sm" c="dimmed">
        <Trans>
          Off, files come from tabs of this network only. On, a file that you fetch is also asked for at the
          servers below, and every block that they send is checked against its CID. IPFS nodes that you list
          can fetch what this tab holds; nothing is uploaded to anybody else.
        </Trans>
      </Text>
      {now.on && (
        <>
          <Alert color="amber" variant="light" icon={<IconAlertTriangle />}>
            <Trans>
              These servers, and whoever can watch them, learn which CIDs this device fetches, and its network
              address.
            </Trans>
          </Alert>
          <Servers now={now} onSaved={setNow} />
        </>
      )}
      {choose.state.status === 'failed' && (
        <FailureAlert title={t`It was not changed`} failure={choose.state.failure} />
      )}
    </Stack>
  )
}

interface ServersProps {
  readonly now: PublicIpfsResult
  onSaved(now: PublicIpfsResult): void
}

function Servers({ now, onSaved }: ServersProps) {
  const [gateways, setGateways] = useState(now.gateways.join('\n'))
  const [routers, setRouters] = useState(now.routers.join('\n'))
  const [peers, setPeers] = useState(now.peers.join('\n'))
  const save = useCall('filePublic')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await save.run({
      gateways: linesOf(gateways),
      routers: linesOf(routers),
      peers: linesOf(peers),
    })
    if (!saved) return
    onSaved(saved)
    setGateways(saved.gateways.join('\n'))
    setRouters(saved.routers.join('\n'))
    setPeers(saved.peers.join('\n'))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <ServerList
          label={t`Gateways`}
          description={t`Trustless HTTP gateways, which serve blocks; one per line`}
          value={gateways}
          onChange={setGateways}
        />
        <ServerList
          label={t`Routers`}
          description={t`Delegated routing servers, which list the providers of a file; one per line`}
          value={routers}
          onChange={setRouters}
        />
        <ServerList
          label={t`IPFS nodes`}
          description={t`Nodes to connect to by WebSocket, such as /dns4/host/tcp/443/tls/ws/p2p/…; one per line. They can fetch the files in this tab`}
          value={peers}
          onChange={setPeers}
        />
        {now.peers.length > 0 && (
          <Text size="sm" c="dimmed">
            {t`${plural({ linked: now.reached.length }, { one: '# node', other: '# nodes' })} of ${{ all: now.peers.length }} linked when this was asked.`}
          </Text>
        )}
        {save.state.status === 'failed' && (
          <FailureAlert title={t`They were not saved`} failure={save.state.failure} />
        )}
        <div>
          <Button type="submit" variant="default" loading={save.state.status === 'running'}>
            {save.state.status === 'done' ? t`Saved` : t`Save servers`}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

interface ServerListProps {
  readonly label: string
  readonly description: string
  readonly value: string
  onChange(value: string): void
}

function ServerList({ onChange, ...field }: ServerListProps) {
  return (
    <Textarea
      {...field}
      rows={2}
      maxLength={SERVERS_CHARACTERS}
      spellCheck={false}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

const linesOf = (text: string): string[] => text.split(/\s+/).filter(line => line !== '')
