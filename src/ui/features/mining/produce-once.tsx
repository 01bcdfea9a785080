import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { IconCube } from '@tabler/icons-react'
import type { Summary } from '#storage/live-queries.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { CONSENSUS_WORDS } from '../../format/consensus-words.ts'
import { waitingSentence } from '../../format/producing-words.ts'
import { countText, hashrateText } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useElapsed } from '../../hooks/use-relative-time.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'

/** One block on request, empty or not. */
export function ProduceOnce({ row }: { readonly row: Summary['mining'] }) {
  const words = CONSENSUS_WORDS[useNode().genesis.consensus.type].once
  const { state, run } = useCall('mineOnce')

  return (
    <Panel title="One block now">
      <Group justify="space-between" gap="md">
        <Text c="dimmed" size="sm" style={{ flex: '1 1 260px' }} maw={520}>
          {words.about}
        </Text>
        <Button
          leftSection={<IconCube size={18} />}
          variant="light"
          onClick={() => run({})}
          disabled={state.status === 'running'}
          miw={190}
        >
          {state.status === 'running' ? `${words.running}…` : words.button}
        </Button>
      </Group>
      <div role="status" style={{ minHeight: 24, marginTop: 12 }}>
        {state.status === 'running' && <Progress since={state.since} row={row} doing={words.running} />}
        {state.status === 'done' && (
          <Alert
            color="spruce"
            variant="light"
            icon={<IconCube />}
            title={`Block #${countText(state.value.height)} is yours`}
          >
            <Anchor inherit href={hrefOf({ screen: 'block', at: state.value.id })}>
              Look at the block
            </Anchor>
          </Alert>
        )}
      </div>
      {state.status === 'failed' && <FailureAlert title="No block" failure={state.failure} />}
    </Panel>
  )
}

interface ProgressProps {
  readonly since: number
  readonly row: Summary['mining']
  readonly doing: string
}

/** It has no end that could be foreseen, so its progress is time, and rate or reason. */
function Progress({ since, row, doing }: ProgressProps) {
  const elapsed = useElapsed(since)
  const { nameOf } = useWallet()
  return (
    <Text size="sm" c="dimmed">
      {doing} for {elapsed}
      {row.hashrate > 0 && `, at ${hashrateText(row.hashrate)}`}
      {row.waiting && `. ${waitingSentence(row.waiting, nameOf)}`}
    </Text>
  )
}
