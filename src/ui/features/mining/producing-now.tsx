import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Switch, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Summary } from '#storage/live-queries.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { waitingSentence } from '../../format/producing-words.ts'
import { countText } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { useWallet } from '../../wallet-context.tsx'
import { Figure } from './figure.tsx'
import classes from './mining.module.css'

interface ProducingNowProps {
  readonly row: Summary['mining']
  /** A sentence about what this tab lacks for producing blocks. */
  readonly lacks?: string | undefined
  /** The engine's own figures. */
  readonly children: ReactNode
}

/** The switch of block production, and its current state. */
export function ProducingNow({ row, lacks, children }: ProducingNowProps) {
  const { takePart } = ENGINE_WORDS[useNode().genesis.consensus.type]
  const start = useCall('mineStart')
  const stop = useCall('mineStop')
  const busy = start.state.status === 'running' || stop.state.status === 'running'
  const failed = [start.state, stop.state].find(state => state.status === 'failed')
  const toggle = () =>
    row.on ? stop.run({}) : start.run({ threads: row.threads, keepMining: row.keepMining })

  return (
    <Panel
      title={takePart}
      action={<Switch size="lg" checked={row.on} onChange={toggle} disabled={busy} aria-label={takePart} />}
    >
      <Text c="dimmed" mih={24} maw={760} role="status">
        <Situation row={row} lacks={lacks} />
      </Text>
      <div className={classes.figures}>
        {children}
        <Figure name={row.search ? t`Blocks found` : t`Blocks made`} value={countText(row.blocksFound)}>
          <Trans>by this tab since it was opened</Trans>
        </Figure>
      </div>
      {failed?.status === 'failed' && (
        <FailureAlert title={t`This was not changed`} failure={failed.failure} />
      )}
    </Panel>
  )
}

/** A sentence about the reason of the producer's state. */
function Situation({ row, lacks }: { readonly row: Summary['mining']; readonly lacks: string | undefined }) {
  const { genesis } = useNode()
  const { nameOf } = useWallet()
  const waiting = useSummaryRow('mempool')?.count ?? 0
  const height = useSummaryRow('chain')?.height ?? 0
  const next = countText(height + 1)

  if (row.searching && row.search) return searchingWords(row, next, waiting)
  if (lacks) return lacks
  if (row.waiting) return waitingSentence(row.waiting, nameOf)
  if (!row.on) return ENGINE_WORDS[genesis.consensus.type].off
  if (!row.keepMining && !genesis.consensus.emptyBlocks && waiting === 0) return idleWords(row.search, next)
  return t`Preparing block #${next}.`
}

function searchingWords({ on, threads }: Summary['mining'], next: string, waiting: number): string {
  if (!on) return t`Searching for block #${next}, this one only.`
  return waiting > 0
    ? t`Searching for block #${next} with ${plural(waiting, { one: '# transaction', other: '# transactions' })}, with ${plural(threads, { one: '# thread', other: '# threads' })}.`
    : t`Searching for block #${next}, with ${plural(threads, { one: '# thread', other: '# threads' })}.`
}

const idleWords = (search: boolean, next: string) =>
  search
    ? t`Waiting for transactions. When one arrives, the search for block #${next} begins by itself; until then this tab saves your battery.`
    : t`Waiting for transactions. When one arrives, block #${next} is made.`
