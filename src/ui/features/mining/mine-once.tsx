import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { IconCube, IconPick } from '@tabler/icons-react'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { countText, hashrateText } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useElapsed } from '../../hooks/use-relative-time.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { hrefOf } from '../../router.ts'

/** One block on request, empty or not. */
export function MineOnce() {
  const mine = useCall('mineOnce')
  const { state } = mine

  return (
    <Panel title="One block now">
      <Group justify="space-between" gap="md">
        <Text c="dimmed" size="sm" style={{ flex: '1 1 260px' }} maw={520}>
          Searches until one block is found, with or without payments: the way to the first coins of a
          network.
        </Text>
        <Button
          leftSection={<IconPick size={18} />}
          variant="light"
          onClick={() => mine.run({})}
          disabled={state.status === 'running'}
          miw={190}
        >
          {state.status === 'running' ? 'Searching…' : 'Mine one block now'}
        </Button>
      </Group>
      <div role="status" style={{ minHeight: 24, marginTop: 12 }}>
        {state.status === 'running' && <Progress since={state.since} />}
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

/** A search has no end that could be foreseen, so its progress is time and rate. */
function Progress({ since }: { readonly since: number }) {
  const elapsed = useElapsed(since)
  const mining = useSummaryRow('mining')
  return (
    <Text size="sm" c="dimmed">
      Searching for {elapsed}
      {mining && mining.hashrate > 0 && `, at ${hashrateText(mining.hashrate)}`}
    </Text>
  )
}
