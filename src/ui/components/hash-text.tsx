import { Anchor, Group } from '@mantine/core'
import { shortText } from '../format/short-text.ts'
import { hrefOf, type Route } from '../router.ts'
import { CopyAction } from './copy-action.tsx'

interface HashTextProps {
  readonly value: string
  /** The name of the value for the copy button, such as `block id`. */
  readonly what: string
  readonly to?: Route
  /** Shown whole, broken over lines where it must. */
  readonly whole?: boolean
  readonly copy?: boolean
}

/** An id in fixed pitch, shortened in the middle, with its whole text as tooltip and in the clipboard. */
export function HashText({ value, what, to, whole = false, copy = true }: HashTextProps) {
  const text = whole ? value : shortText(value)
  const style = {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '0.875em',
    // A short one in two lines reads as two.
    ...(whole ? { overflowWrap: 'anywhere' as const } : { whiteSpace: 'nowrap' as const }),
  }
  return (
    <Group component="span" gap={2} wrap="nowrap" display="inline-flex">
      {to ? (
        <Anchor href={hrefOf(to)} title={value} style={style}>
          {text}
        </Anchor>
      ) : (
        <span title={value} style={style}>
          {text}
        </span>
      )}
      {copy && <CopyAction value={value} what={what} />}
    </Group>
  )
}
