import { t } from '@lingui/core/macro'
import { Button, Text } from '@mantine/core'
import { useId } from 'react'

interface ReviewButtonProps {
  readonly label: string
  /** Why the form cannot be sent yet. */
  readonly blocked: string | undefined
}

/** Submits a form for review, with the reason below it while it is not valid. */
export function ReviewButton({ label, blocked }: ReviewButtonProps) {
  const reasonId = useId()
  return (
    <div>
      <Button type="submit" fullWidth disabled={blocked !== undefined} aria-describedby={reasonId}>
        {label}
      </Button>
      <Text id={reasonId} size="sm" c="dimmed" ta="center" mt={6} mih={22} aria-live="polite">
        {blocked ?? t`You can check it once more before it is sent`}
      </Text>
    </div>
  )
}
