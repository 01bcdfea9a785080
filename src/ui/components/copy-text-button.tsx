import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

/** Copies a text, and says so for a moment. `name` says which, where it is not shown in full beside it. */
export function CopyTextButton({ value, name = 'Copy' }: { readonly value: string; readonly name?: string }) {
  return (
    <CopyButton value={value} timeout={1600}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          onClick={copy}
          leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        >
          {copied ? 'Copied' : name}
        </Button>
      )}
    </CopyButton>
  )
}
