import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../../components/dialog.tsx'
import { fieldMessage } from '../../format/field-message.ts'
import { useCall } from '../../hooks/use-call.ts'

/** Longest name that fits a list; the wallet has its own bound and says so. */
const NAME_CHARACTERS = 40

/** Gives an own address another name; names are only known here. */
export function RenameAddress({ name, onClose }: { readonly name: string; onClose(): void }) {
  const rename = useCall('addressRename')
  const [to, setTo] = useState(name)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await rename.run({ name, to: to.trim() })) onClose()
  }

  return (
    <Dialog onClose={onClose} title={`Rename “${name}”`}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="New name"
            data-autofocus
            value={to}
            maxLength={NAME_CHARACTERS}
            onChange={event => setTo(event.currentTarget.value)}
            error={rename.state.status === 'failed' && fieldMessage(rename.state.failure.message)}
          />
          <Button
            type="submit"
            disabled={to.trim() === '' || to === name}
            loading={rename.state.status === 'running'}
          >
            Rename
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
