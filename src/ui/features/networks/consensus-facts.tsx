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
import { countText, plural } from '../../format/quantity-text.ts'
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
  pow: ({ parameters }: Props<PowParameters>) => (
    <>
      <Fact name="A block every">
        {exactDuration(parameters.spacingMs)} on average, {whenWords(parameters)}
      </Fact>
      <Fact name="Difficulty">
        at least {countText(Number(2n ** 256n / (parameters.maxTarget + 1n)))} hashes a block; halves when
        blocks are {exactDuration(parameters.halflifeMs)} late
      </Fact>
    </>
  ),
  pos: ({ parameters }: Props<PosParameters>) => {
    const epochMs = parameters.spacingMs * parameters.epochSlots
    return (
      <>
        <Fact name="A slot every">
          {exactDuration(parameters.spacingMs)}; each may have a block, {whenWords(parameters)}
        </Fact>
        <Fact name="Epoch">
          {plural(parameters.epochSlots, 'slot')}, {durationText(epochMs)}; a change of a stake counts two
          epochs later
        </Fact>
        <Fact name="Stake">
          at least <Amount amount={parameters.minStake} />; comes back{' '}
          {plural(parameters.unbondingEpochs, 'epoch')} after it stopped counting
        </Fact>
        <Fact name="Signing twice">
          costs the stake: {parameters.burnPercent} % burned, {parameters.reporterPercent} % to the reporter
        </Fact>
      </>
    )
  },
  poa: ({ parameters }: Props<PoaParameters>) => (
    <>
      <Fact name="A block every">
        {exactDuration(parameters.spacingMs)} at the soonest, {whenWords(parameters)}
      </Fact>
      <Fact name="Turns">
        an authority that is silent for {exactDuration(parameters.timeoutMs)} is passed over
      </Fact>
    </>
  ),
}

const whenWords = ({ emptyBlocks }: Pick<ConsensusParameters, 'emptyBlocks'>) =>
  emptyBlocks ? 'with or without transactions' : 'while transactions wait'
