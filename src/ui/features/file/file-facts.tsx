import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import type { FileRecordRow } from '#storage/file-records.ts'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { TimeText } from '../../components/time-text.tsx'
import type { FileView } from '../../format/file-view.ts'
import { bytesText, countText } from '../../format/quantity-text.ts'
import { absoluteTime } from '../../format/relative-time.ts'
import { hrefOf } from '../../router.ts'

interface FileFactsProps {
  readonly view: FileView
  /** All of them, the newest first. */
  readonly records: readonly FileRecordRow[]
}

/** The facts of a file. Its name, type and note are its author's words, so they are shown only as text. */
export function FileFacts({ view, records }: FileFactsProps) {
  const { cid, name, sizeBytes, mediaType, note, record } = view
  const later = records.length - 1
  return (
    <Panel title={t`Facts`}>
      <Facts>
        <Fact name={t`CID`} long>
          <HashText value={cid} what={t`CID`} whole />
        </Fact>
        {name !== cid && (
          <Fact name={t`Name`}>
            <bdi>{name}</bdi>
          </Fact>
        )}
        {sizeBytes > 0 && <Fact name={t`Size`}>{sizeText(sizeBytes)}</Fact>}
        {mediaType && <Fact name={t`Type`}>{mediaType}</Fact>}
        {note && (
          <Fact name={t`Note`}>
            <bdi>{note}</bdi>
          </Fact>
        )}
        <Fact name={t`Recorded`}>
          {record ? (
            <Recorded by={record.author} height={record.height} />
          ) : (
            t`not in a block that this tab knows`
          )}
        </Fact>
        {record && (
          <>
            <Fact name={t`Time`}>
              {absoluteTime(record.time)} (<TimeText at={record.time} />)
            </Fact>
            <Fact name={t`Transaction`}>
              <HashText value={record.txId} what={t`transaction id`} to={{ screen: 'tx', id: record.txId }} />
            </Fact>
          </>
        )}
        {later > 0 && (
          <Fact name={t`And again`}>
            {plural(later, {
              one: '# later record of the same content',
              other: '# later records of the same content',
            })}
          </Fact>
        )}
      </Facts>
    </Panel>
  )
}

function Recorded({ by, height }: { readonly by: string; readonly height: number | undefined }) {
  if (height === undefined)
    return (
      <Trans>
        by <Party address={by} link />, waits for a block
      </Trans>
    )
  const block = countText(height)
  return (
    <Trans>
      by <Party address={by} link /> in block{' '}
      <Anchor inherit href={hrefOf({ screen: 'block', at: String(height) })}>
        #{block}
      </Anchor>
    </Trans>
  )
}

function sizeText(bytes: number): string {
  const size = bytesText(bytes)
  return bytes < 1000 ? size : t`${size} (${plural(bytes, { one: '# byte', other: '# bytes' })})`
}
