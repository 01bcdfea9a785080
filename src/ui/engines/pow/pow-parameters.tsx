import { t } from '@lingui/core/macro'
import { Select, Trans } from '@lingui/react/macro'
import { Fact } from '../../components/facts.tsx'
import { countText } from '../../format/quantity-text.ts'
import { exactDuration } from '../../format/relative-time.ts'
import { blocksCase } from '../blocks-case.ts'
import type { ParametersProps } from '../engine-parts.ts'

/** The spacing of blocks, and the least difficulty. */
export function PowParameters({ parameters }: ParametersProps<'pow'>) {
  const blocks = blocksCase(parameters)
  const spacing = exactDuration(parameters.spacingMs)
  const hashes = countText(Number(2n ** 256n / (parameters.maxTarget + 1n)))
  const late = exactDuration(parameters.halflifeMs)
  return (
    <>
      <Fact name={t`A block every`}>
        <Trans>
          {spacing} on average,{' '}
          <Select value={blocks} _any="with or without transactions" other="while transactions wait" />
        </Trans>
      </Fact>
      <Fact name={t`Difficulty`}>
        <Trans>
          at least {hashes} hashes a block; halves when blocks are {late} late
        </Trans>
      </Fact>
    </>
  )
}
