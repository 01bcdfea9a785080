import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { useAnswer } from '../../../hooks/use-answer.ts'
import { DRAWING_BYTES } from '../../../limits.ts'
import { useNode } from '../../../node-context.tsx'
import classes from './preview.module.css'
import type { Previewed } from './previewed.ts'
import { readText } from './read-text.ts'
import { TextPreview } from './text-preview.tsx'

/**
 * An SVG as a picture: in an `img` it runs no script and loads nothing. The address holds the drawing itself
 * (`data:`), which belongs to no origin, because a `blob:` opened from the browser's menu would run as a page
 * of the app.
 */
export function DrawingPreview({ of }: { readonly of: Previewed }) {
  const { api } = useNode()
  const { cid, path, name } = of
  const [broken, setBroken] = useState(false)
  const read = useAnswer(
    () => api.fileRead({ cid, offset: 0, length: DRAWING_BYTES, ...(path ? { path } : {}) }),
    `${cid}/${path}`,
  )
  if (read.status === 'loading') return <Skeleton height={260} />
  if (read.status === 'error') return <FailureAlert title={t`There is no preview`} failure={read.failure} />
  const source = readText(read.value.bytes)
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source ?? '')}`
  return (
    <>
      {source !== undefined && !broken && (
        <img className={classes.picture} src={url} alt={name} onError={() => setBroken(true)} />
      )}
      <details className={classes.source}>
        <summary>{t`Source`}</summary>
        <TextPreview of={of} code />
      </details>
    </>
  )
}
