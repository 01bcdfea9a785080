import { Skeleton } from '@mantine/core'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { screensOf } from '../../engines/engine-screens.ts'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { useSummary, useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'

/** Block production in this tab: its switch, the requirements of this network, and the results. */
export function Mining() {
  const { genesis } = useNode()
  const mining = useSummary('mining')
  const facts = useSummaryRow('chain')?.consensus
  const loading = <Skeleton height={420} radius="lg" />
  return (
    <>
      <ScreenTitle title={ENGINE_WORDS[genesis.consensus.type].place} />
      <Show live={mining} loading={loading} empty={loading}>
        {row => {
          if (!facts) return loading
          const { Panel } = screensOf(facts.type)
          return <Panel row={row} facts={facts} />
        }}
      </Show>
    </>
  )
}
