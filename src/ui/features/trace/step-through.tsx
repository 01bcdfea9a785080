import { t } from '@lingui/core/macro'
import { Button, Group, Loader, Text } from '@mantine/core'
import { IconWalk } from '@tabler/icons-react'
import { useState } from 'react'
import type { ContractTraceRequest } from '#api/calls/contracts.ts'
import { unreachable } from '#lib/assert.ts'
import { Dialog } from '../../components/dialog.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useNode } from '../../node-context.tsx'
import { TraceView } from './trace-view.tsx'

interface StepThroughProps {
  /** The call to trace: a past transaction, or a call that could be made now. */
  readonly request: ContractTraceRequest
  /** The text while there is no trace yet. */
  readonly disabled?: boolean
}

/** A button that runs a call again statement by statement, and shows it in a dialog. */
export function StepThrough({ request, disabled = false }: StepThroughProps) {
  const [asked, setAsked] = useState<ContractTraceRequest>()
  return (
    <>
      <Button
        size="sm"
        variant="light"
        leftSection={<IconWalk size={17} />}
        disabled={disabled}
        onClick={() => setAsked(request)}
      >
        {t`Step through`}
      </Button>
      {asked && (
        <Dialog title={t`Step through the call`} wide onClose={() => setAsked(undefined)}>
          <Traced request={asked} />
        </Dialog>
      )}
    </>
  )
}

function Traced({ request }: { readonly request: ContractTraceRequest }) {
  const { api } = useNode()
  const answer = useAnswer(() => api.contractTrace(request), 'the request of this dialog')
  switch (answer.status) {
    case 'loading':
      return (
        <Group gap="sm" mih={120} justify="center" role="status">
          <Loader size="sm" />
          <Text size="sm" c="dimmed">
            {t`Running it again, statement by statement`}
          </Text>
        </Group>
      )
    case 'error':
      return <FailureAlert title={t`It cannot be run again`} failure={answer.failure} />
    case 'ready':
      return <TraceView trace={answer.value} takesFocus />
    default:
      return unreachable(answer)
  }
}
