import { Anchor } from '@mantine/core'
import type { FileRecordRow } from '#storage/file-records.ts'
import { Fact, Facts } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { TimeText } from '../../components/time-text.tsx'
import type { FileView } from '../../format/file-view.ts'
import { bytesText, countText, plural } from '../../format/quantity-text.ts'
import { absoluteTime } from '../../format/relative-time.ts'
import { hrefOf } from '../../router.ts'

interface FileFactsProps {
  readonly view: FileView
  /** All of them, the newest first. */
  readonly records: readonly FileRecordRow[]
}

/** The facts of a file. Name, type and note are its author's words, shown as text. */
export function FileFacts({ view, records }: FileFactsProps) {
  const { cid, name, sizeBytes, mediaType, note, record } = view
  return (
    <Panel title="Facts">
      <Facts>
        <Fact name="CID" long>
          <HashText value={cid} what="CID" whole />
        </Fact>
        {name !== cid && (
          <Fact name="Name">
            <bdi>{name}</bdi>
          </Fact>
        )}
        {sizeBytes > 0 && <Fact name="Size">{sizeText(sizeBytes)}</Fact>}
        {mediaType && <Fact name="Type">{mediaType}</Fact>}
        {note && (
          <Fact name="Note">
            <bdi>{note}</bdi>
          </Fact>
        )}
        <Fact name="Recorded">
          {record ? (
            <>
              by <Party address={record.author} link />
              {record.height === undefined ? (
                ', waits for a block'
              ) : (
                <>
                  {' in block '}
                  <Anchor inherit href={hrefOf({ screen: 'block', at: String(record.height) })}>
                    #{countText(record.height)}
                  </Anchor>
                </>
              )}
            </>
          ) : (
            'not in a block that this tab knows'
          )}
        </Fact>
        {record && (
          <>
            <Fact name="Time">
              {absoluteTime(record.time)} (<TimeText at={record.time} />)
            </Fact>
            <Fact name="Transaction">
              <HashText value={record.txId} what="transaction id" to={{ screen: 'tx', id: record.txId }} />
            </Fact>
          </>
        )}
        {records.length > 1 && (
          <Fact name="And again">{plural(records.length - 1, 'later record')} of the same content</Fact>
        )}
      </Facts>
    </Panel>
  )
}

const sizeText = (bytes: number) =>
  bytes < 1000 ? bytesText(bytes) : `${bytesText(bytes)} (${countText(bytes)} bytes)`
