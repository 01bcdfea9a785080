import { Skeleton } from '@mantine/core'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { CONSENSUS_WORDS } from '../../format/consensus-words.ts'
import { useSummary, useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { panelOf } from './panels.ts'

/** Block production in this tab: its switch, the requirements of this network, and the results. */
export function Mining() {
  const { genesis } = useNode()
  const mining = useSummary('mining')
  const facts = useSummaryRow('chain')?.consensus
  const loading = <Skeleton height={420} radius="lg" />
  return (
    <>
      <ScreenTitle title={CONSENSUS_WORDS[genesis.consensus.type].place} />
      <Show live={mining} loading={loading} empty={loading}>
        {row => {
          if (!facts) return loading
          const Panel = panelOf(facts.type)
          return <Panel row={row} facts={facts} />
        }}
      </Show>
    </>
  )
}
