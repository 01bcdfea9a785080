import type { ReactNode } from 'react'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { Amount } from '../../components/amount.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { CONSENSUS_WORDS, type ConsensusType } from '../../format/consensus-words.ts'
import { bytesText, countText, plural } from '../../format/quantity-text.ts'
import { absoluteTime, exactDuration } from '../../format/relative-time.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { ConsensusFacts } from './consensus-facts.tsx'

interface NetworkParametersProps {
  readonly title: string
  readonly action?: ReactNode
}

/** The genesis parameters in words; they never change. */
export function NetworkParameters({ title, action }: NetworkParametersProps) {
  const { genesis } = useNode()
  const id = useSummaryRow('network')?.id
  const { consensus, emission, limits, activations } = genesis
  const { name, idea } = CONSENSUS_WORDS[consensus.type]
  return (
    <Panel title={title} action={action}>
      <Facts>
        <Fact name="Name">
          {genesis.name} ({genesis.symbol})
        </Fact>
        <Fact name="Network id">{id ? <HashText value={id} what="network id" /> : '–'}</Fact>
        <Fact name="Consensus">
          {name}. {idea}
        </Fact>
        <ConsensusFacts parameters={consensus} />
        <Fact name="Reward">
          {emission.reward === 0n ? (
            'only the fees of a block’s transactions'
          ) : (
            <>
              <Amount amount={emission.reward} /> and the fees for each block
              {emission.halvingInterval > 0 && `, halved every ${countText(emission.halvingInterval)} blocks`}
            </>
          )}
        </Fact>
        <Fact name="A block is final">{FINAL_WORDS[consensus.type](genesis)}</Fact>
        <Fact name="Block size">
          up to {bytesText(limits.blockBytes)}, {countText(limits.blockTransactions)} transactions and{' '}
          {countText(Number(limits.blockGas))} gas
        </Fact>
        <Fact name="Clocks">may be ahead by {exactDuration(limits.futureMs)}</Fact>
        {activations.length > 0 && (
          <Fact name="New rules">
            {activations
              .map(({ version, height }) => `version ${version} from block ${countText(height)}`)
              .join(', ')}
          </Fact>
        )}
        <Fact name="Started">{absoluteTime(genesis.timestamp)}</Fact>
      </Facts>
    </Panel>
  )
}

type FinalWords = (genesis: Pick<GenesisParameters, 'consensus' | 'limits'>) => string

const byMajority =
  (who: string): FinalWords =>
  ({ limits }) =>
    `once ${who} agree on it; up to ${plural(limits.finalityDepth, 'block')} may wait for that`

const FINAL_WORDS: Record<ConsensusType, FinalWords> = {
  pow: ({ consensus, limits }) =>
    `once ${plural(limits.finalityDepth, 'block')} lie on it, which took the whole network ${exactDuration(limits.finalityDepth * consensus.spacingMs)} of work`,
  pos: byMajority('those with more than half of the stake'),
  poa: byMajority('more than half of the authorities'),
}
