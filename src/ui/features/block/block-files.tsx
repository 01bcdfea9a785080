import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import type { BlockResult } from '#api/results.ts'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { bytesText } from '../../format/quantity-text.ts'
import { FILES_SHOWN } from '../../limits.ts'
import { hrefOf } from '../../router.ts'

/**
 * The files that a block records, by name; the chain has their CIDs, not their bytes. Empty if there are
 * none.
 */
export function BlockFiles({ block }: { readonly block: BlockResult }) {
  const records = block.txs.filter(tx => tx.kind === 'file')
  if (records.length === 0) return null
  return (
    <Panel title={plural({ files: records.length }, { one: '# file recorded', other: '# files recorded' })}>
      <Facts>
        {records.slice(0, FILES_SHOWN).map(({ id, detail: { name = '', cid = '', sizeBytes } }) => (
          <Fact key={id} name={t`File`} long>
            <Anchor href={hrefOf({ screen: 'file', cid })}>
              <bdi>{name}</bdi>
            </Anchor>
            <div>
              {bytesText(Number(sizeBytes ?? 0))} · <HashText value={cid} what={t`CID`} /> ·{' '}
              <Anchor href={hrefOf({ screen: 'tx', id })}>
                <Trans>transaction</Trans>
              </Anchor>
            </div>
          </Fact>
        ))}
      </Facts>
      {records.length > FILES_SHOWN && (
        <Text size="sm" c="dimmed">
          {plural(
            { more: records.length - FILES_SHOWN },
            {
              one: 'And # more file; it is a transaction of the list below.',
              other: 'And # more files; each is a transaction of the list below.',
            },
          )}
        </Text>
      )}
    </Panel>
  )
}
