import { t } from '@lingui/core/macro'
import { Plural, Select, Trans } from '@lingui/react/macro'
import type { ComponentType } from 'react'
import type {
  ConsensusParameters,
  PoaParameters,
  PosParameters,
  PowParameters,
} from '#chain/genesis/genesis.ts'
import { Amount } from '../../components/amount.tsx'
import { Fact } from '../../components/facts.tsx'
import type { ConsensusType } from '../../format/consensus-words.ts'
import { countText } from '../../format/quantity-text.ts'
import { durationText, exactDuration } from '../../format/relative-time.ts'

/** The parameters of the network's consensus, in plain words. */
export function ConsensusFacts({ parameters }: { readonly parameters: ConsensusParameters }) {
  // The parameters' own type is the key, which a record of components cannot say.
  const Own = FACTS[parameters.type] as ComponentType<Props<ConsensusParameters>>
  return <Own parameters={parameters} />
}

interface Props<Parameters> {
  readonly parameters: Parameters
}

type FactsOf = {
  readonly [Type in ConsensusType]: ComponentType<Props<Extract<ConsensusParameters, { type: Type }>>>
}

const FACTS: FactsOf = {
  pow: ({ parameters }: Props<PowParameters>) => {
    const blocks = blocksOf(parameters)
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
  },
  pos: ({ parameters }: Props<PosParameters>) => {
    const { epochSlots, unbondingEpochs, burnPercent, reporterPercent } = parameters
    const blocks = blocksOf(parameters)
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
            <Plural value={epochSlots} one="# slot" other="# slots" />, {epoch}; a change of a stake counts
            two epochs later
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
  },
  poa: ({ parameters }: Props<PoaParameters>) => {
    const blocks = blocksOf(parameters)
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
  },
}

/** The case of a sentence about when blocks are made. */
const blocksOf = ({ emptyBlocks }: Pick<ConsensusParameters, 'emptyBlocks'>) => (emptyBlocks ? 'any' : 'paid')
