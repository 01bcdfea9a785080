import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Failure } from '#lib/result.ts'

/** The message of a failed command, which names the field and the remedy. */
export function FailureAlert({ title, failure }: { readonly title: string; readonly failure: Failure }) {
  return (
    <Alert color="clay" variant="light" icon={<IconAlertTriangle />} title={title} role="alert">
      {failure.message}
    </Alert>
  )
}
