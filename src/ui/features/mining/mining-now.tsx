import { Switch, Text } from '@mantine/core'
import type { Summary } from '../../../storage/live-queries.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { countText, hashrateText, plural } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { expectedBlockMs, expectedWords, parseTarget } from './expected-time.ts'
import classes from './mining.module.css'

/** The switch, and what the miner does at this moment. */
export function MiningNow({ row }: { readonly row: Summary['mining'] }) {
  const chain = useSummaryRow('chain')
  const start = useCall('mineStart')
  const stop = useCall('mineStop')
  const busy = start.state.status === 'running' || stop.state.status === 'running'
  const failed = [start.state, stop.state].find(state => state.status === 'failed')

  const target = parseTarget(chain?.target)
  const expectedMs = row.searching && target !== undefined ? expectedBlockMs(target, row.hashrate) : undefined
  const toggle = () =>
    row.on ? stop.run({}) : start.run({ threads: row.threads, keepMining: row.keepMining })

  return (
    <Panel
      title="Mine in this tab"
      action={
        <Switch size="lg" checked={row.on} onChange={toggle} disabled={busy} aria-label="Mine in this tab" />
      }
    >
      <Text c="dimmed" mih={24} maw={760} role="status">
        <Situation row={row} />
      </Text>
      <div className={classes.figures}>
        <Figure name="Hash rate" value={row.searching ? hashrateText(row.hashrate) : '–'}>
          {row.searching ? 'measured over the last seconds' : 'nothing is being searched'}
        </Figure>
        {target !== undefined && (
          <Figure name="A block takes" value={expectedMs === undefined ? '–' : expectedWords(expectedMs)}>
            {row.searching ? 'on average, at this rate alone' : 'known while it searches'}
          </Figure>
        )}
        <Figure name="Blocks found" value={countText(row.blocksFound)}>
          by this tab
        </Figure>
      </div>
      {failed?.status === 'failed' && (
        <FailureAlert title="The miner did not do that" failure={failed.failure} />
      )}
    </Panel>
  )
}

/** Why the miner does what it does, in a sentence. */
function Situation({ row }: { readonly row: Summary['mining'] }) {
  const mempool = useSummaryRow('mempool')
  const chain = useSummaryRow('chain')
  const next = `block #${countText((chain?.height ?? 0) + 1)}`

  if (!row.on && row.searching) return `Searching for ${next}, this one only: mining is off.`
  if (!row.on)
    return 'Mining is off. Whoever finds a block gets new coins and the fees of the payments in it.'
  if (row.searching) {
    const count = mempool?.count ?? 0
    return `Searching for ${next}${count > 0 ? ` with ${plural(count, 'payment')}` : ''}, with ${plural(row.threads, 'thread')}.`
  }
  if (!row.keepMining && (mempool?.count ?? 0) === 0)
    return `Waiting for transactions. When a payment arrives, the search for ${next} begins by itself; until then this tab saves your battery.`
  return `Preparing ${next}.`
}

function Figure({
  name,
  value,
  children,
}: {
  readonly name: string
  readonly value: string
  readonly children: string
}) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text className={classes.figure}>{value}</Text>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </div>
  )
}
