import { Skeleton } from '@mantine/core'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { useSummary } from '../../hooks/use-summary.ts'
import { MineOnce } from './mine-once.tsx'
import { MiningChoices } from './mining-choices.tsx'
import { MiningNow } from './mining-now.tsx'

/** Whether this tab mines, how hard, and what came of it. */
export function Mining() {
  const mining = useSummary('mining')
  return (
    <>
      <ScreenTitle title="Mining" />
      <Show
        live={mining}
        loading={<Skeleton height={420} radius="lg" />}
        empty={<Skeleton height={420} radius="lg" />}
      >
        {row => (
          <>
            <MiningNow row={row} />
            <MiningChoices row={row} />
            <MineOnce />
          </>
        )}
      </Show>
    </>
  )
}
