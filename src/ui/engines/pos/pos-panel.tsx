import { t } from '@lingui/core/macro'
import { Figure } from '../../features/mining/figure.tsx'
import { FinalFigure } from '../../features/mining/final-figure.tsx'
import { NoMajority } from '../../features/mining/no-majority.tsx'
import { ProduceOnce } from '../../features/mining/produce-once.tsx'
import { ProducingChoices } from '../../features/mining/producing-choices.tsx'
import { ProducingNow } from '../../features/mining/producing-now.tsx'
import { countText } from '../../format/quantity-text.ts'
import { durationText } from '../../format/relative-time.ts'
import { useNow } from '../../hooks/use-relative-time.ts'
import { useWallet } from '../../wallet-context.tsx'
import type { PanelProps } from '../engine-parts.ts'
import { OwnStakes } from './own-stakes.tsx'
import classes from './pos.module.css'
import { StakeForm } from './stake-form.tsx'
import { Stakers } from './stakers.tsx'
import { useSlotClock } from './use-slot-clock.ts'

/** Proof of stake: the current slot, own stakes and those of others, and a form to change a stake. */
export function PosPanel({ row, facts }: PanelProps<'pos'>) {
  const { own } = useWallet()
  const stakers = facts.stakers.filter(({ address }) => own.has(address))
  const lacks = stakers.some(({ staked }) => staked > 0n)
    ? undefined
    : t`None of your addresses has a stake, so this tab only checks the blocks of others.`

  return (
    <>
      <NoMajority waiting={facts.waiting} />
      <ProducingNow row={row} lacks={lacks}>
        <SlotFigures />
        <FinalFigure waiting={facts.waiting} />
      </ProducingNow>
      <div className={classes.columns}>
        <StakeForm facts={facts} />
        <div className={classes.side}>
          <OwnStakes stakers={stakers} />
          <Stakers facts={facts} />
        </div>
      </div>
      <ProducingChoices row={row} />
      <ProduceOnce row={row} />
    </>
  )
}

function SlotFigures() {
  const { slot, slotEnds, epoch, epochEnds } = useSlotClock()
  const now = useNow()
  const left = (until: number) => durationText(Math.max(1000, until - now))
  return (
    <>
      <Figure name={t`Slot`} value={countText(slot)}>
        {t`the next in ${{ time: left(slotEnds) }}`}
      </Figure>
      <Figure name={t`Epoch`} value={countText(epoch)}>
        {t`the next in ${{ time: left(epochEnds) }}`}
      </Figure>
    </>
  )
}
