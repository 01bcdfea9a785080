import { Amount } from '../../components/amount.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { bytesText, countText, plural } from '../../format/quantity-text.ts'
import { absoluteTime, durationText } from '../../format/relative-time.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'

const CONSENSUS = { pow: 'Proof of work' } as const

/** The genesis parameters in words: they made the network and never change. */
export function NetworkParameters() {
  const { genesis } = useNode()
  const id = useSummaryRow('network')?.id
  const { consensus, emission, limits } = genesis
  return (
    <Panel title="Network">
      <Facts>
        <Fact name="Name">
          {genesis.name} ({genesis.symbol})
        </Fact>
        <Fact name="Network id">{id ? <HashText value={id} what="network id" /> : '–'}</Fact>
        <Fact name="Consensus">{CONSENSUS[consensus.type]}</Fact>
        <Fact name="A block every">
          {durationText(consensus.spacingMs)} on average,{' '}
          {consensus.emptyBlocks ? 'always' : 'while payments wait'}
        </Fact>
        <Fact name="Reward">
          <Amount amount={emission.reward} /> a block
          {emission.halvingInterval > 0 && `, halved every ${countText(emission.halvingInterval)} blocks`}
        </Fact>
        <Fact name="Final after">{plural(limits.finalityDepth, 'block')}</Fact>
        <Fact name="Block size">
          up to {bytesText(limits.blockBytes)} and {countText(limits.blockTransactions)} transactions
        </Fact>
        <Fact name="Started">{absoluteTime(genesis.timestamp)}</Fact>
      </Facts>
    </Panel>
  )
}
