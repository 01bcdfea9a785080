import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import type { FileView } from '../../format/file-view.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useNode } from '../../node-context.tsx'
import { EntryHead } from './entry-head.tsx'
import { FolderList } from './folder-list.tsx'
import { Preview } from './preview/preview.tsx'
import type { Previewed } from './preview/previewed.ts'

interface ContentProps {
  readonly view: FileView
  readonly path: string
}

/** Whether the CID is that of a raw block, which is always a file and not a folder. */
const isRaw = (cid: string) => cid.startsWith('bafk')

/**
 * The content of a file in this tab: its preview, or the list of a folder, or the preview of a file in it.
 */
export function Content({ view, path }: ContentProps) {
  const { cid, name, mediaType, sizeBytes } = view
  if (isRaw(cid) && path === '') return <PreviewPanel of={{ cid, name, mediaType, sizeBytes }} />
  return <InFolder {...{ view, path }} />
}

function InFolder({ view, path }: ContentProps) {
  const { api } = useNode()
  const { cid, name, mediaType } = view
  const entry = useAnswer(() => api.fileEntry({ cid, path }), `${cid}/${path}`)
  if (entry.status === 'loading') return <Skeleton height={260} radius="lg" />
  if (entry.status === 'error') return <FailureAlert title={t`It cannot be opened`} failure={entry.failure} />
  const { value } = entry
  if (value.type === 'folder') return <FolderList view={view} path={path} folder={value} />
  if (path === '') return <PreviewPanel of={{ cid, name, mediaType, sizeBytes: value.sizeBytes }} />

  const inside = {
    cid,
    path,
    name: path.split('/').at(-1) ?? path,
    mediaType: '',
    sizeBytes: value.sizeBytes,
  }
  return (
    <>
      <EntryHead view={view} path={path} file={inside} />
      <PreviewPanel of={inside} />
    </>
  )
}

function PreviewPanel({ of }: { readonly of: Previewed }) {
  return (
    <Panel title={t`Preview`}>
      <Preview of={of} />
    </Panel>
  )
}
