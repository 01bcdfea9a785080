import { plural, t } from '@lingui/core/macro'
import { Stack, Text } from '@mantine/core'
import type { BlockResult } from '#api/results.ts'
import { Amount } from '../../components/amount.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { TxStatus } from '../../components/tx-status.tsx'
import { bytesText } from '../../format/quantity-text.ts'
import { absoluteTime } from '../../format/relative-time.ts'
import { undoWords } from '../../format/undo-words.ts'
import { SealField } from './seal-field.tsx'

interface BlockFactsProps {
  readonly block: BlockResult
  /** 0 on a fork. */
  readonly confirmations: number
  readonly final: boolean
  /** The cost of undoing it, with proof of work. */
  readonly undoMs: number | undefined
}

/** The header of a block in words, then its raw fields. */
export function BlockFacts({ block, confirmations, final, undoMs }: BlockFactsProps) {
  return (
    <Stack gap={16}>
      <Panel title={t`Header`}>
        <Facts>
          <Fact name={t`Block id`} long>
            <HashText value={block.id} what={t`block id`} whole />
          </Fact>
          <Fact name={t`Status`}>
            {confirmations > 0 ? (
              <>
                <TxStatus status={final ? 'final' : 'confirmed'} />{' '}
                <Text span size="sm" c="dimmed">
                  {plural(confirmations, { one: '# block deep', other: '# blocks deep' })}
                </Text>
              </>
            ) : (
              t`not on the main chain`
            )}
          </Fact>
          {undoMs !== undefined && <Fact name={t`Undoing it would take`}>{undoWords(undoMs)}</Fact>}
          <Fact name={t`Time`}>
            {absoluteTime(block.timestamp)} (<TimeText at={block.timestamp} />)
          </Fact>
          <Fact name={t`Producer`}>
            <Party address={block.producer} link />
          </Fact>
          <Fact name={t`Reward and fees`}>
            <Amount amount={block.reward} /> + <Amount amount={block.fees} />
          </Fact>
          <Fact name={t`Size`}>{bytesText(block.sizeBytes)}</Fact>
          {block.height > 0 && (
            <Fact name={t`Parent`}>
              <HashText value={block.parent} what={t`parent id`} to={{ screen: 'block', at: block.parent }} />
            </Fact>
          )}
        </Facts>
      </Panel>
      <Panel title={t`Commitments and seal`}>
        <Facts>
          <Fact name={t`CID`} long>
            <HashText value={block.cid} what={t`CID`} whole />
          </Fact>
          <Fact name={t`State root`}>
            <HashText value={block.stateRoot} what={t`state root`} />
          </Fact>
          <Fact name={t`Transactions root`}>
            <HashText value={block.txRoot} what={t`transactions root`} />
          </Fact>
          <Fact name={t`Receipts root`}>
            <HashText value={block.receiptRoot} what={t`receipts root`} />
          </Fact>
          <Fact name={t`Files root`}>
            <HashText value={block.fileRoot} what={t`files root`} />
          </Fact>
          {Object.entries(block.seal).map(([name, value]) => (
            <SealField key={name} name={name} value={value} />
          ))}
        </Facts>
      </Panel>
    </Stack>
  )
}
