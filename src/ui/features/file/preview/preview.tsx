import { t } from '@lingui/core/macro'
import { fileKind } from '../../../format/file-kind.ts'
import { bytesText } from '../../../format/quantity-text.ts'
import { DRAWING_BYTES, PREVIEW_BYTES } from '../../../limits.ts'
import { DrawingPreview } from './drawing-preview.tsx'
import { MediaPreview } from './media-preview.tsx'
import { NoPreview } from './no-preview.tsx'
import { PagePreview } from './page-preview.tsx'
import type { Previewed } from './previewed.ts'
import { TextPreview } from './text-preview.tsx'

/**
 * The preview of a file. Nothing in a file runs in the app's origin: pictures, sounds and films are shown
 * under types of a fixed list, drawings as pictures, pages in a sandbox without scripts, and everything else
 * as text.
 */
export function Preview({ of }: { readonly of: Previewed }) {
  const { kind, type } = fileKind(of)
  switch (kind) {
    case 'picture':
    case 'sound':
    case 'film':
    case 'pdf':
      if (of.sizeBytes > PREVIEW_BYTES)
        return (
          <NoPreview>{t`Larger than ${{ size: bytesText(PREVIEW_BYTES) }}: save it to look at it.`}</NoPreview>
        )
      return <MediaPreview of={of} kind={kind} type={type} />
    case 'drawing':
      return of.sizeBytes > DRAWING_BYTES ? <TextPreview of={of} code /> : <DrawingPreview of={of} />
    case 'page':
      return <PagePreview of={of} />
    case 'code':
      return <TextPreview of={of} code />
    case 'text':
      return <TextPreview of={of} />
    case 'other':
      // Somebody who gave no type may still have written text.
      return of.mediaType === '' ? (
        <TextPreview of={of} />
      ) : (
        <NoPreview>{t`There is no preview of this type of file.`}</NoPreview>
      )
    case 'archive':
    case 'folder':
      return <NoPreview>{t`There is no preview of this type of file.`}</NoPreview>
  }
}
