import { t } from '@lingui/core/macro'
import { Select, Trans } from '@lingui/react/macro'
import { Fact } from '../../components/facts.tsx'
import { exactDuration } from '../../format/relative-time.ts'
import { blocksCase } from '../blocks-case.ts'
import type { ParametersProps } from '../engine-parts.ts'

/** The spacing of blocks, and when a turn passes. */
export function PoaParameters({ parameters }: ParametersProps<'poa'>) {
  const blocks = blocksCase(parameters)
  const spacing = exactDuration(parameters.spacingMs)
  const timeout = exactDuration(parameters.timeoutMs)
  return (
    <>
      <Fact name={t`A block every`}>
        <Trans>
          {spacing} at the soonest,{' '}
          <Select value={blocks} _any="with or without transactions" other="while transactions wait" />
        </Trans>
      </Fact>
      <Fact name={t`Turns`}>
        <Trans>an authority that is silent for {timeout} is passed over</Trans>
      </Fact>
    </>
  )
}
