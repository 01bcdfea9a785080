import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { DRAFT_NAME_CHARACTERS } from '#api/limits.ts'
import type { Failure, Result } from '#lib/result.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { fieldMessage } from '../../../format/field-message.ts'
import { useCommand } from '../../../hooks/use-command.ts'

interface RenameDraftProps {
  readonly name: string
  rename(name: string): Promise<Result<unknown, Failure>>
  onClose(): void
}

/** Gives a draft another name. It is only for its owner: a deployed contract is called by its class. */
export function RenameDraft({ name, rename, onClose }: RenameDraftProps) {
  const [to, setTo] = useState(name)
  const { state, run } = useCommand(rename)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if ((await run(to.trim())) !== undefined) onClose()
  }

  return (
    <Dialog onClose={onClose} title={`Rename “${name}”`}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="New name"
            data-autofocus
            value={to}
            maxLength={DRAFT_NAME_CHARACTERS}
            onChange={event => setTo(event.currentTarget.value)}
            error={state.status === 'failed' && fieldMessage(state.failure.message)}
          />
          <Button
            type="submit"
            disabled={to.trim() === '' || to.trim() === name}
            loading={state.status === 'running'}
          >
            Rename
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
