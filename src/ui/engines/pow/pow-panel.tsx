import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Figure } from '../../features/mining/figure.tsx'
import { ProduceOnce } from '../../features/mining/produce-once.tsx'
import { ProducingChoices } from '../../features/mining/producing-choices.tsx'
import { ProducingNow } from '../../features/mining/producing-now.tsx'
import { hashrateText } from '../../format/quantity-text.ts'
import type { PanelProps } from '../engine-parts.ts'
import { expectedBlockMs, expectedWords, parseTarget } from './expected-time.ts'

/** Proof of work: the hash rate, and the expected time for a block. */
export function PowPanel({ row, facts }: PanelProps<'pow'>) {
  const target = parseTarget(facts.target)
  const expectedMs = row.searching && target !== undefined ? expectedBlockMs(target, row.hashrate) : undefined
  return (
    <>
      <ProducingNow row={row}>
        <Figure name={t`Hash rate`} value={row.searching ? hashrateText(row.hashrate) : '–'}>
          {row.searching ? t`measured over the last seconds` : t`nothing is being searched`}
        </Figure>
        <Figure name={t`A block takes`} value={expectedMs === undefined ? '–' : expectedWords(expectedMs)}>
          {row.searching ? t`on average, at this rate alone` : t`known while it searches`}
        </Figure>
        <Figure name={t`Whole network`} value={hashrateText(Number(facts.hashesPerSecond))}>
          <Trans>estimated from its latest blocks; at least one tab’s</Trans>
        </Figure>
      </ProducingNow>
      <ProducingChoices row={row} />
      <ProduceOnce row={row} />
    </>
  )
}
