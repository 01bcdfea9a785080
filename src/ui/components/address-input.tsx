import { t } from '@lingui/core/macro'
import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconClipboard } from '@tabler/icons-react'
import { useState } from 'react'

interface AddressInputProps {
  /** Above the field; without one, give `aria-label`. */
  readonly label?: string
  readonly 'aria-label'?: string
  readonly value: string
  onChange(value: string): void
  /** The error, shown after the field is left or pasted into. */
  readonly error?: string | undefined
  readonly autoFocus?: boolean
}

/** More characters than any address has, to limit pasted text. */
const MAX_CHARACTERS = 200

/**
 * A field for an address, typed or pasted. It does not validate: half an address is not an error while it is
 * typed.
 */
export function AddressInput({ value, onChange, error, autoFocus = false, ...labels }: AddressInputProps) {
  const [done, setDone] = useState(value !== '')
  const paste = (text: string) => {
    onChange(text.trim().slice(0, MAX_CHARACTERS))
    setDone(true)
  }

  return (
    <TextInput
      {...labels}
      placeholder="tab1…"
      value={value}
      maxLength={MAX_CHARACTERS}
      onChange={event => onChange(event.currentTarget.value)}
      onBlur={() => setDone(value !== '')}
      onPaste={() => setDone(true)}
      error={done && error}
      rightSection={<Paste onPaste={paste} />}
      rightSectionWidth={46}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.875rem' } }}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
    />
  )
}

function Paste({ onPaste }: { onPaste(text: string): void }) {
  // Some browsers do not let a page read the clipboard; the keyboard still pastes.
  if (typeof navigator.clipboard?.readText !== 'function') return null
  const paste = () => navigator.clipboard.readText().then(onPaste, () => undefined)
  return (
    <Tooltip label={t`Paste`}>
      <ActionIcon aria-label={t`Paste address`} onClick={paste} size={36}>
        <IconClipboard size={18} />
      </ActionIcon>
    </Tooltip>
  )
}
