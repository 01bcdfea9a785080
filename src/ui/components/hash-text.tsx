import { Anchor, Group } from '@mantine/core'
import { shortText } from '../format/short-text.ts'
import { hrefOf, type Route } from '../router.ts'
import { CopyAction } from './copy-action.tsx'

interface HashTextProps {
  readonly value: string
  /** The name of the value for the copy button, such as `block id`. */
  readonly what: string
  readonly to?: Route
  /** True to show it whole, broken over lines if necessary. */
  readonly whole?: boolean
  readonly copy?: boolean
}

/** An id in a monospaced font, shortened in the middle; tooltip and copy button have its whole text. */
export function HashText({ value, what, to, whole = false, copy = true }: HashTextProps) {
  const text = whole ? value : shortText(value)
  const style = {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '0.875em',
    // A short id on two lines would look like two.
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
