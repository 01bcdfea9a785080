import { t } from '@lingui/core/macro'
import { Plural, Select, Trans } from '@lingui/react/macro'
import { Amount } from '../../components/amount.tsx'
import { Fact } from '../../components/facts.tsx'
import { durationText, exactDuration } from '../../format/relative-time.ts'
import { blocksCase } from '../blocks-case.ts'
import type { ParametersProps } from '../engine-parts.ts'

/** The slots and epochs, and what a stake must be and may lose. */
export function PosParameters({ parameters }: ParametersProps<'pos'>) {
  const { epochSlots, unbondingEpochs, burnPercent, reporterPercent } = parameters
  const blocks = blocksCase(parameters)
  const spacing = exactDuration(parameters.spacingMs)
  const epoch = durationText(parameters.spacingMs * epochSlots)
  return (
    <>
      <Fact name={t`A slot every`}>
        <Trans>
          {spacing}; each may have a block,{' '}
          <Select value={blocks} _any="with or without transactions" other="while transactions wait" />
        </Trans>
      </Fact>
      <Fact name={t`Epoch`}>
        <Trans>
          <Plural value={epochSlots} one="# slot" other="# slots" />, {epoch}; a change of a stake counts two
          epochs later
        </Trans>
      </Fact>
      <Fact name={t`Stake`}>
        <Trans>
          at least <Amount amount={parameters.minStake} />; comes back{' '}
          <Plural value={unbondingEpochs} one="# epoch" other="# epochs" /> after it stopped counting
        </Trans>
      </Fact>
      <Fact name={t`Signing twice`}>
        <Trans>
          costs the stake: {burnPercent} % burned, {reporterPercent} % to the reporter
        </Trans>
      </Fact>
    </>
  )
}
