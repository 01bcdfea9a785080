import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowRight, IconSearch } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { fileTarget } from '../../format/file-target.ts'
import { SEARCH_MAX_CHARACTERS } from '../../limits.ts'
import { navigate } from '../../router.ts'

interface FindFileProps {
  readonly typed: string
  onType(text: string): void
}

/** Narrows the list down while somebody types, and opens a whole CID. */
export function FindFile({ typed, onType }: FindFileProps) {
  const [error, setError] = useState<string>()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const target = fileTarget(typed)
    if (target.type === 'cid') navigate({ screen: 'file', cid: target.cid })
    if (target.type === 'wrong') setError(target.message)
  }

  return (
    <search>
      <form onSubmit={submit}>
        <TextInput
          type="search"
          aria-label="Find a file"
          placeholder="Name, or CID bafy…"
          value={typed}
          maxLength={SEARCH_MAX_CHARACTERS}
          onChange={event => {
            onType(event.currentTarget.value)
            setError(undefined)
          }}
          error={error}
          leftSection={<IconSearch size={18} stroke={1.7} />}
          rightSection={
            <ActionIcon type="submit" aria-label="Open this CID" size={36}>
              <IconArrowRight size={18} />
            </ActionIcon>
          }
          rightSectionWidth={48}
          autoComplete="off"
          spellCheck={false}
        />
      </form>
    </search>
  )
}
