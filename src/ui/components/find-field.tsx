import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowRight, IconSearch } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { SEARCH_MAX_CHARACTERS } from '../limits.ts'

interface FindFieldProps {
  readonly label: string
  readonly placeholder: string
  /** The accessible name of its button. */
  readonly action: string
  readonly value: string
  readonly error: string | undefined
  /** True while the search runs. */
  readonly running?: boolean
  onChange(text: string): void
  onFind(): void
}

/** A search field with a button, which also reacts to the Enter key. */
export function FindField({
  label,
  placeholder,
  action,
  value,
  error,
  running = false,
  onChange,
  onFind,
}: FindFieldProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onFind()
  }
  return (
    <search>
      <form onSubmit={submit}>
        <TextInput
          type="search"
          aria-label={label}
          placeholder={placeholder}
          value={value}
          maxLength={SEARCH_MAX_CHARACTERS}
          onChange={event => onChange(event.currentTarget.value)}
          error={error}
          leftSection={<IconSearch size={18} stroke={1.7} />}
          rightSection={
            <ActionIcon type="submit" aria-label={action} loading={running} size={36}>
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
