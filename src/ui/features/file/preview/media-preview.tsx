import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { NoPreview } from './no-preview.tsx'
import classes from './preview.module.css'
import type { Previewed } from './previewed.ts'
import { useFileUrl } from './use-file-url.ts'

interface MediaPreviewProps {
  readonly of: Previewed
  readonly kind: 'picture' | 'sound' | 'film' | 'pdf'
  readonly type: string
}

/** A picture, a sound, a film or a PDF, shown by the browser itself. */
export function MediaPreview({ of, kind, type }: MediaPreviewProps) {
  const url = useFileUrl(of, type)
  const [broken, setBroken] = useState(false)
  if (broken)
    return (
      <NoPreview>
        {t`The browser cannot show it: it is not of the type that it says, or of one that this browser does not know.`}
      </NoPreview>
    )
  if (url.status === 'loading') return <Skeleton height={kind === 'sound' ? 54 : 260} />
  if (url.status === 'error') return <FailureAlert title={t`There is no preview`} failure={url.failure} />

  const fail = () => setBroken(true)
  switch (kind) {
    case 'picture':
      return <img className={classes.picture} src={url.value} alt={of.name} onError={fail} />
    case 'sound':
      // biome-ignore lint/a11y/useMediaCaption: whoever shared it gave none
      return <audio className={classes.sound} src={url.value} controls aria-label={of.name} onError={fail} />
    case 'film':
      return (
        // biome-ignore lint/a11y/useMediaCaption: whoever shared it gave none
        <video className={classes.picture} src={url.value} controls aria-label={of.name} onError={fail} />
      )
    case 'pdf':
      return <PdfPreview url={url.value} name={of.name} />
  }
}

/**
 * A PDF in the browser's own viewer, which Chromium and Firefox isolate in a separate origin; phones have
 * none in a page.
 */
function PdfPreview({ url, name }: { readonly url: string; readonly name: string }) {
  if (!navigator.pdfViewerEnabled)
    return <NoPreview>{t`This browser shows no PDF within a page: save it to look at it.`}</NoPreview>
  return <iframe className={classes.paper} src={url} title={name} />
}
