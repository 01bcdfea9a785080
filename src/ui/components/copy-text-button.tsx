import { t } from '@lingui/core/macro'
import { Button, type ButtonProps, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

interface CopyTextButtonProps extends Pick<ButtonProps, 'variant' | 'miw'> {
  readonly value: string
  /** The name of the text, if it is not shown in full next to the button. */
  readonly name?: string
}

/** Copies a text, and confirms that for a moment. */
export function CopyTextButton({
  value,
  name = t`Copy`,
  variant = 'default',
  ...props
}: CopyTextButtonProps) {
  return (
    <CopyButton value={value} timeout={1600}>
      {({ copied, copy }) => (
        <Button
          {...props}
          variant={variant}
          onClick={copy}
          leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        >
          {copied ? t`Copied` : name}
        </Button>
      )}
    </CopyButton>
  )
}
