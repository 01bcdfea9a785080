import { t } from '@lingui/core/macro'
import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Failure, Result } from '#lib/result.ts'
import { fieldMessage } from '../format/field-message.ts'
import { useCommand } from '../hooks/use-command.ts'
import { Dialog } from './dialog.tsx'

interface RenameDialogProps {
  readonly name: string
  /** The most characters of the new name. */
  readonly maxLength: number
  rename(name: string): Promise<Result<unknown, Failure>>
  onClose(): void
}

/** Asks for a new name of an address or a draft. */
export function RenameDialog({ name, maxLength, rename, onClose }: RenameDialogProps) {
  const [typed, setTyped] = useState(name)
  const { state, run } = useCommand(rename)
  const to = typed.trim()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if ((await run(to)) !== undefined) onClose()
  }

  return (
    <Dialog onClose={onClose} title={t`Rename “${name}”`}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t`New name`}
            data-autofocus
            value={typed}
            maxLength={maxLength}
            onChange={event => setTyped(event.currentTarget.value)}
            error={state.status === 'failed' && fieldMessage(state.failure.message)}
          />
          <Button type="submit" disabled={to === '' || to === name} loading={state.status === 'running'}>
            {t`Rename`}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
