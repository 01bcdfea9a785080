import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { useCall } from '../../hooks/use-call.ts'
import { CodeCard } from './code-card.tsx'
import classes from './link.module.css'
import { Linked } from './linked.tsx'
import { ReadCode } from './read-code.tsx'

/** The side of the tab that makes the offer: shows it, and reads the answer. */
export function ShowOffer() {
  const offer = useCall('linkOffer')
  const complete = useCall('linkComplete')
  const begun = useRef(false)
  const { run } = offer

  // Strict mode runs effects twice; each offer holds a connection.
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void run({})
  }, [run])

  const anew = () => {
    complete.clear()
    void run({})
  }
  if (complete.state.status === 'done') return <Linked peerId={complete.state.value.peerId} />
  return (
    <div className={classes.columns}>
      <Panel title={t`1. Show this offer`}>
        <Stack gap="md">
          <Text size="sm">
            <Trans>
              On the other device open Tabchain, go to Peers, “Connect without a server”, choose “Read an
              offer” and point its camera here. From afar, send the text or the file by any chat.
            </Trans>
          </Text>
          {offer.state.status === 'failed' ? (
            <FailureAlert title={t`There is no offer`} failure={offer.state.failure} />
          ) : offer.state.status === 'done' ? (
            <CodeCard
              kind="offer"
              text={offer.state.value.offer}
              codes={offer.state.value.codes}
              expires={offer.state.value.expires}
            />
          ) : (
            <Skeleton height={420} />
          )}
          <Button
            variant="subtle"
            onClick={anew}
            loading={offer.state.status === 'running'}
            leftSection={<IconRefresh size={18} />}
          >{t`Make a new offer`}</Button>
        </Stack>
      </Panel>
      <Stack gap="md">
        <Panel title={t`2. The other device answers`}>
          <Text size="sm">
            <Trans>
              It opens this network if it was on another one, and shows an answer in the same way. Keep this
              screen open: the answer fits this offer only.
            </Trans>
          </Text>
        </Panel>
        <Panel title={t`3. Read the answer`}>
          <ReadCode
            kind="answer"
            running={complete.state.status === 'running'}
            failure={complete.state.status === 'failed' ? complete.state.failure : undefined}
            onRead={answer => void complete.run({ answer })}
          />
        </Panel>
      </Stack>
    </div>
  )
}
