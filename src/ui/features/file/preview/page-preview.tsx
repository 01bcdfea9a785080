import { t } from '@lingui/core/macro'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../hooks/use-answer.ts'
import { TEXT_PREVIEW_BYTES } from '../../../limits.ts'
import { useNode } from '../../../node-context.tsx'
import classes from './preview.module.css'
import type { Previewed } from './previewed.ts'
import { TextPreview } from './text-preview.tsx'

/**
 * A policy that forbids scripts and all external content, whatever headers the app's server sends. It comes
 * before the file's own content.
 */
const POLICY = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`

/**
 * An HTML file: its source, or the page as it looks, in a frame that has no origin, no scripts, no forms and
 * no way out.
 */
export function PagePreview({ of }: { readonly of: Previewed }) {
  const { api } = useNode()
  const { cid, path, name } = of
  const [shown, setShown] = useState<'source' | 'page'>('source')
  const read = useAnswer(
    () => api.fileRead({ cid, offset: 0, length: TEXT_PREVIEW_BYTES, ...(path ? { path } : {}) }),
    `${cid}/${path}`,
  )
  return (
    <>
      <SegmentedControl
        aria-label={t`Show as`}
        mb="sm"
        value={shown}
        onChange={value => setShown(value as typeof shown)}
        data={[
          { value: 'source', label: t`Source` },
          { value: 'page', label: t`Page, without scripts` },
        ]}
      />
      {shown === 'source' && <TextPreview of={of} code />}
      {shown === 'page' && read.status === 'ready' && (
        <iframe
          className={classes.paper}
          title={name}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={POLICY + new TextDecoder().decode(read.value.bytes)}
        />
      )}
    </>
  )
}
