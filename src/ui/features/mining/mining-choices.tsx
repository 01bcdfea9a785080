import { Group, Slider, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import type { Summary } from '../../../storage/live-queries.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { plural } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useNode } from '../../node-context.tsx'
import { expectedSpacing } from './spacing-words.ts'

/** When to mine and with how much of the machine. A change takes effect at once, and starts the miner where it was off. */
export function MiningChoices({ row }: { readonly row: Summary['mining'] }) {
  const { genesis } = useNode()
  const choose = useCall('mineStart')
  // Only while the thumb is held; what is chosen comes back by the live row.
  const [held, setHeld] = useState<number>()
  const threads = held ?? row.threads

  const chooseThreads = async (wanted: number) => {
    await choose.run({ threads: wanted, keepMining: row.keepMining })
    setHeld(undefined)
  }

  return (
    <Panel title="How to mine">
      <Stack gap="lg">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Text component="label" htmlFor="keep-mining" fw={500}>
              Also without transactions
            </Text>
            <Text size="sm" c="dimmed">
              Otherwise blocks are made only when a payment waits. The network aims at one block every{' '}
              {expectedSpacing(genesis)}.
            </Text>
          </div>
          <Switch
            id="keep-mining"
            size="lg"
            checked={row.keepMining}
            disabled={choose.state.status === 'running'}
            onChange={event => choose.run({ threads: row.threads, keepMining: event.currentTarget.checked })}
          />
        </Group>
        <div>
          <Text fw={500}>Threads</Text>
          <Text size="sm" c="dimmed" mb="xs">
            {row.maxThreads === 1
              ? 'This device has one thread to give.'
              : `${plural(threads, 'thread')} of ${row.maxThreads}. Fewer leave the device cooler.`}
          </Text>
          {row.maxThreads > 1 && (
            <Slider
              min={1}
              max={row.maxThreads}
              value={threads}
              onChange={setHeld}
              onChangeEnd={chooseThreads}
              label={null}
              thumbLabel="Threads"
              size="lg"
              thumbSize={26}
              // More marks than these would be a line.
              marks={
                row.maxThreads <= 16
                  ? Array.from({ length: row.maxThreads }, (_, i) => ({ value: i + 1 }))
                  : []
              }
            />
          )}
        </div>
        {choose.state.status === 'failed' && (
          <FailureAlert title="The miner did not do that" failure={choose.state.failure} />
        )}
      </Stack>
    </Panel>
  )
}
