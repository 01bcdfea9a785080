import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Failure } from '#lib/result.ts'
import { CodeMessage } from '../../components/code-message.tsx'

interface MethodFailureProps {
  readonly title: string
  readonly failure: Failure
  readonly address: string
}

/** Why a call failed: the message of the node or of the contract's code, with the line of the source. */
export function MethodFailure({ title, failure, address }: MethodFailureProps) {
  return (
    <Alert color="clay" variant="light" icon={<IconAlertTriangle />} title={title} role="alert">
      <CodeMessage message={failure.message} contract={address} />
    </Alert>
  )
}
