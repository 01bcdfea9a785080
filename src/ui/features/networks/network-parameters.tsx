import { plural, t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Amount } from '../../components/amount.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { screensOf } from '../../engines/engine-screens.ts'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { bytesText, countText } from '../../format/quantity-text.ts'
import { absoluteTime, exactDuration } from '../../format/relative-time.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'

interface NetworkParametersProps {
  readonly title: string
  readonly action?: ReactNode
}

/** The genesis parameters in words; they never change. */
export function NetworkParameters({ title, action }: NetworkParametersProps) {
  const { genesis } = useNode()
  const id = useSummaryRow('network')?.id
  const { consensus, emission, limits, activations } = genesis
  const { halvingInterval } = emission
  const { name, idea } = ENGINE_WORDS[consensus.type]
  const { Parameters: EngineParameters, finalWords } = screensOf(consensus.type)
  return (
    <Panel title={title} action={action}>
      <Facts>
        <Fact name={t`Name`}>
          {genesis.name} ({genesis.symbol})
        </Fact>
        <Fact name={t`Network id`}>{id ? <HashText value={id} what={t`network id`} /> : '–'}</Fact>
        <Fact name={t`Consensus`}>
          {name}. {idea}
        </Fact>
        <EngineParameters parameters={consensus} />
        <Fact name={t`Reward`}>
          {emission.reward === 0n ? (
            t`only the fees of a block’s transactions`
          ) : halvingInterval > 0 ? (
            <Trans>
              <Amount amount={emission.reward} /> and the fees for each block, halved every{' '}
              <Plural value={halvingInterval} one="block" other="# blocks" />
            </Trans>
          ) : (
            <Trans>
              <Amount amount={emission.reward} /> and the fees for each block
            </Trans>
          )}
        </Fact>
        <Fact name={t`A block is final`}>{finalWords(genesis)}</Fact>
        <Fact name={t`Block size`}>
          {t`up to ${{ bytes: bytesText(limits.blockBytes) }}, ${plural({ transactions: limits.blockTransactions }, { one: '# transaction', other: '# transactions' })} and ${{ gas: countText(Number(limits.blockGas)) }} gas`}
        </Fact>
        <Fact name={t`Clocks`}>{t`may be ahead by ${{ time: exactDuration(limits.futureMs) }}`}</Fact>
        {activations.length > 0 && (
          <Fact name={t`New rules`}>
            {activations
              .map(({ version, height }) => t`version ${version} from block ${{ height: countText(height) }}`)
              .join(', ')}
          </Fact>
        )}
        <Fact name={t`Started`}>{absoluteTime(genesis.timestamp)}</Fact>
      </Facts>
    </Panel>
  )
}
