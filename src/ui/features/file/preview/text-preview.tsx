import { t } from '@lingui/core/macro'
import { Skeleton, Text } from '@mantine/core'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { bytesText } from '../../../format/quantity-text.ts'
import { useAnswer } from '../../../hooks/use-answer.ts'
import { TEXT_PREVIEW_BYTES } from '../../../limits.ts'
import { useNode } from '../../../node-context.tsx'
import { SourceText } from '../../contract/source-text.tsx'
import { NoPreview } from './no-preview.tsx'
import classes from './preview.module.css'
import type { Previewed } from './previewed.ts'
import { readText } from './read-text.ts'

interface TextPreviewProps {
  readonly of: Previewed
  /** True for code, which has line numbers and shows characters in the order in which programs read them. */
  readonly code?: boolean
}

/** The preview of a text, which shows its beginning. */
export function TextPreview({ of: { cid, path, name }, code = false }: TextPreviewProps) {
  const { api } = useNode()
  const read = useAnswer(
    () => api.fileRead({ cid, offset: 0, length: TEXT_PREVIEW_BYTES, ...(path ? { path } : {}) }),
    `${cid}/${path}`,
  )
  if (read.status === 'loading') return <Skeleton height={200} />
  if (read.status === 'error') return <FailureAlert title={t`There is no preview`} failure={read.failure} />
  const text = readText(read.value.bytes)
  if (text === undefined)
    return <NoPreview>{t`This file is not text, and there is no preview of its type.`}</NoPreview>
  const shown = bytesText(TEXT_PREVIEW_BYTES)
  const all = bytesText(read.value.sizeBytes)
  const isCut = read.value.sizeBytes > read.value.bytes.length
  return (
    <>
      {code ? (
        <SourceText source={text} line={undefined} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself must be reachable by keyboard
        <section className={classes.text} aria-label={t`Text of ${name}`} tabIndex={0}>
          <pre dir="auto">{text}</pre>
        </section>
      )}
      {isCut && (
        <Text size="sm" c="dimmed" mt={8}>
          {t`The first ${shown} of ${all}; save it to see all.`}
        </Text>
      )}
    </>
  )
}
