import type { WaitingForMajority } from '#storage/rows.ts'
import { countText, plural } from '../../format/quantity-text.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { Figure } from './figure.tsx'

/** Up to where nothing is undone any more. */
export function FinalFigure({ waiting }: { readonly waiting: WaitingForMajority }) {
  const final = useSummaryRow('chain')?.finalHeight ?? 0
  return (
    <Figure name="Final up to" value={`#${countText(final)}`}>
      {waiting.blocks === 0
        ? 'every block is final'
        : `${plural(waiting.blocks, 'block')} ${waiting.blocks === 1 ? 'waits' : 'wait'} for a majority`}
    </Figure>
  )
}
