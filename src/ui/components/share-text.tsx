import { t } from '@lingui/core/macro'
import { Button, Group, Textarea, type TextareaProps } from '@mantine/core'
import { IconShare } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { CopyTextButton } from './copy-text-button.tsx'

interface ShareTextProps extends Pick<TextareaProps, 'label' | 'aria-label' | 'rows'> {
  readonly value: string
  /** The text of the button that copies it. */
  readonly copy: string
  /** What another app receives from a phone's share sheet. */
  readonly share: ShareData
  /** More buttons. */
  readonly children?: ReactNode
}

/** A text to copy or to share with another app. */
export function ShareText({ value, copy, share, children, ...field }: ShareTextProps) {
  const canShare = typeof navigator.share === 'function'
  // Closing the share sheet rejects, which is not an error.
  const open = () => navigator.share(share).catch(() => undefined)

  return (
    <>
      <Textarea
        {...field}
        readOnly
        value={value}
        w="100%"
        onFocus={event => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <Group gap="sm" grow w="100%">
        <CopyTextButton value={value} name={copy} variant="filled" />
        {canShare && (
          <Button variant="light" onClick={open} leftSection={<IconShare size={18} />}>
            {t`Share`}
          </Button>
        )}
        {children}
      </Group>
    </>
  )
}
