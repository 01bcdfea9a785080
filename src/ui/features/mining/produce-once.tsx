import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { IconCube } from '@tabler/icons-react'
import type { Summary } from '#storage/live-queries.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { waitingSentence } from '../../format/producing-words.ts'
import { countText, hashrateText } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useElapsed } from '../../hooks/use-relative-time.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'

/** A button that produces one block, empty or not. */
export function ProduceOnce({ row }: { readonly row: Summary['mining'] }) {
  const words = ENGINE_WORDS[useNode().genesis.consensus.type].once
  const { state, run } = useCall('mineOnce')

  return (
    <Panel title={t`One block now`}>
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
          {state.status === 'running' ? (row.search ? t`Searching…` : t`Waiting…`) : words.button}
        </Button>
      </Group>
      <div role="status" style={{ minHeight: 24, marginTop: 12 }}>
        {state.status === 'running' && <Progress since={state.since} row={row} />}
        {state.status === 'done' && (
          <Alert
            color="spruce"
            variant="light"
            icon={<IconCube />}
            title={t`Block #${{ height: countText(state.value.height) }} is yours`}
          >
            <Anchor inherit href={hrefOf({ screen: 'block', at: state.value.id })}>
              <Trans>Look at the block</Trans>
            </Anchor>
          </Alert>
        )}
      </div>
      {state.status === 'failed' && <FailureAlert title={t`No block`} failure={state.failure} />}
    </Panel>
  )
}

interface ProgressProps {
  readonly since: number
  readonly row: Summary['mining']
}

/**
 * The progress of a search, whose end is unknown: the elapsed time, and the hash rate or the reason to wait.
 */
function Progress({ since, row }: ProgressProps) {
  const elapsed = useElapsed(since)
  const { nameOf } = useWallet()
  return (
    <Text size="sm" c="dimmed">
      {searchWords(row, elapsed)}
      {row.waiting && ` ${waitingSentence(row.waiting, nameOf)}`}
    </Text>
  )
}

function searchWords({ search, hashrate }: Summary['mining'], elapsed: string): string {
  if (!search) return t`Waiting for ${elapsed}.`
  const rate = hashrateText(hashrate)
  return hashrate > 0 ? t`Searching for ${elapsed}, at ${rate}.` : t`Searching for ${elapsed}.`
}
