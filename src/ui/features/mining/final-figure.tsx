import { plural, t } from '@lingui/core/macro'
import type { WaitingForMajority } from '#storage/rows.ts'
import { countText } from '../../format/quantity-text.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { Figure } from './figure.tsx'

/** The height of the highest final block, and the number of blocks that wait. */
export function FinalFigure({ waiting }: { readonly waiting: WaitingForMajority }) {
  const final = useSummaryRow('chain')?.finalHeight ?? 0
  return (
    <Figure name={t`Final up to`} value={`#${countText(final)}`}>
      {plural(
        { blocks: waiting.blocks },
        {
          0: 'every block is final',
          one: '# block waits for a majority',
          other: '# blocks wait for a majority',
        },
      )}
    </Figure>
  )
}
