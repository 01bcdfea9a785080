import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Group, Slider, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import type { Summary } from '#storage/live-queries.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { exactDuration } from '../../format/relative-time.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useNode } from '../../node-context.tsx'

/**
 * When to produce blocks and, for proof of work, with how many threads. A change takes effect at once and
 * turns production on.
 */
export function ProducingChoices({ row }: { readonly row: Summary['mining'] }) {
  const { emptyBlocks, spacingMs } = useNode().genesis.consensus
  const choose = useCall('mineStart')
  const spacing = exactDuration(spacingMs)
  // With a network that always produces blocks, only the threads can be chosen.
  if (emptyBlocks && !row.search) return null

  return (
    <Panel title={row.search ? t`How to mine` : t`When to make blocks`}>
      <Stack gap="lg">
        {!emptyBlocks && (
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text component="label" htmlFor="keep-mining" fw={500}>
                <Trans>Also without transactions</Trans>
              </Text>
              <Text size="sm" c="dimmed">
                {row.search
                  ? t`Otherwise blocks are made only when a transaction waits, at most one every ${spacing} on average.`
                  : t`Otherwise blocks are made only when a transaction waits, at most one every ${spacing}.`}
              </Text>
            </div>
            <Switch
              id="keep-mining"
              size="lg"
              checked={row.keepMining}
              disabled={choose.state.status === 'running'}
              onChange={event =>
                choose.run({ threads: row.threads, keepMining: event.currentTarget.checked })
              }
            />
          </Group>
        )}
        {row.search && (
          <Threads row={row} onChoose={threads => choose.run({ threads, keepMining: row.keepMining })} />
        )}
        {choose.state.status === 'failed' && (
          <FailureAlert title={t`This was not changed`} failure={choose.state.failure} />
        )}
      </Stack>
    </Panel>
  )
}

interface ThreadsProps {
  readonly row: Summary['mining']
  onChoose(threads: number): Promise<unknown>
}

function Threads({ row, onChoose }: ThreadsProps) {
  // Only while the thumb is held; the live row then has the chosen value.
  const [held, setHeld] = useState<number>()
  const threads = held ?? row.threads
  const { maxThreads } = row
  const choose = async (wanted: number) => {
    await onChoose(wanted)
    setHeld(undefined)
  }

  return (
    <div>
      <Text fw={500}>
        <Trans>Threads</Trans>
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        {row.maxThreads === 1
          ? t`This device has one thread to give.`
          : t`${plural(threads, { one: '# thread', other: '# threads' })} of ${maxThreads}. Fewer leave the device cooler.`}
      </Text>
      {row.maxThreads > 1 && (
        <Slider
          min={1}
          max={row.maxThreads}
          value={threads}
          onChange={setHeld}
          onChangeEnd={choose}
          label={null}
          thumbLabel={t`Threads`}
          size="lg"
          thumbSize={26}
          // More marks than these would be a line.
          marks={
            row.maxThreads <= 16 ? Array.from({ length: row.maxThreads }, (_, i) => ({ value: i + 1 })) : []
          }
        />
      )}
    </div>
  )
}
