import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Loader, Stack, Text } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { CallResult } from '#api/calls.ts'
import { peerRows } from '#storage/live-queries.ts'
import { Panel } from '../../components/panel.tsx'
import { shortText } from '../../format/short-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useLive } from '../../hooks/use-live.ts'
import { PEERS_SHOWN } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'
import { openNetwork } from '../networks/open-network.ts'
import { CodeCard } from './code-card.tsx'
import classes from './link.module.css'
import { Linked } from './linked.tsx'
import { ReadCode } from './read-code.tsx'

/** The side of the tab that reads the offer, and shows the answer. `given` is one that was read before. */
export function ReadOffer({ given }: { readonly given: string | undefined }) {
  const accept = useCall('linkAccept')
  const peers = useLive(db => peerRows(db, PEERS_SHOWN))
  const read = useRef(given)
  const { run } = accept

  useEffect(() => {
    if (given !== undefined) void run({ offer: given })
  }, [given, run])

  const answer = accept.state.status === 'done' ? accept.state.value : undefined
  const rows = peers.status === 'ready' || peers.status === 'stale' ? peers.value : []
  if (answer && rows.some(({ peerId, state }) => peerId === answer.peerId && state === 'connected'))
    return <Linked peerId={answer.peerId} />
  return (
    <div className={classes.columns}>
      <Panel title={t`1. Read the offer`}>
        {answer ? (
          <Text size="sm" c="dimmed">
            <Trans>The offer was read.</Trans>
          </Text>
        ) : (
          <Stack gap="md">
            <Text size="sm">
              <Trans>
                Somebody who is in the network opens Tabchain, goes to Peers, “Connect without a server”, and
                chooses “Show an offer”.
              </Trans>
            </Text>
            <ReadCode
              kind="offer"
              running={accept.state.status === 'running'}
              failure={accept.state.status === 'failed' ? accept.state.failure : undefined}
              onRead={offer => {
                read.current = offer
                void run({ offer })
              }}
            />
          </Stack>
        )}
      </Panel>
      <Stack gap="md">
        <Panel title={t`2. Show the answer`}>
          {answer ? (
            <Answer answer={answer} offer={read.current ?? ''} />
          ) : (
            <Text size="sm" c="dimmed">
              <Trans>It appears here once the offer is read.</Trans>
            </Text>
          )}
        </Panel>
        <Panel title={t`3. Wait for the link`}>
          {answer?.sameNetwork ? (
            <Text size="sm" role="status" className={classes.waiting}>
              <Loader size={16} /> <Trans>Linked as soon as the other device has read the answer.</Trans>
            </Text>
          ) : (
            <Text size="sm" c="dimmed">
              <Trans>The other device reads the answer. Keep this screen open until then.</Trans>
            </Text>
          )}
        </Panel>
      </Stack>
    </div>
  )
}

interface AnswerProps {
  readonly answer: CallResult<'linkAccept'>
  readonly offer: string
}

function Answer({ answer, offer }: AnswerProps) {
  const { name: own } = useNode().genesis
  const { name, networkId, link, codes, expires } = answer
  const id = shortText(networkId)
  if (answer.answer !== null)
    return (
      <Stack gap="md">
        <Text size="sm">
          <Trans>
            The offer is of this network, {name} ({id}). Let the other device read the answer.
          </Trans>
        </Text>
        <CodeCard kind="answer" text={answer.answer} codes={codes} expires={expires} />
      </Stack>
    )
  return (
    <Alert
      color="amber"
      variant="light"
      icon={<IconArrowsExchange />}
      title={t`The offer is of the network ${name}`}
      role="status"
    >
      <Text size="sm">
        <Trans>
          This tab is on {own}. Open {name} ({id}) here to answer; {own} stays stored, and your keys are the
          same.
        </Trans>
      </Text>
      <Button mt="sm" onClick={() => openNetwork(link + hrefOf({ screen: 'link', offer }))}>
        <Trans>Open {name} and answer</Trans>
      </Button>
    </Alert>
  )
}
