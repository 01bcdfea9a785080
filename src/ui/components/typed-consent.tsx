import { TextInput } from '@mantine/core'

interface TypedConsentProps {
  /** The words to type. */
  readonly words: string
  readonly value: string
  onChange(value: string): void
}

/** Asks for some words before what cannot be taken back; `format/is-consent.ts` compares them. */
export function TypedConsent({ words, value, onChange }: TypedConsentProps) {
  return (
    <TextInput
      label={`Type “${words}” to confirm`}
      value={value}
      maxLength={40}
      onChange={event => onChange(event.currentTarget.value)}
      autoComplete="off"
      autoCapitalize="none"
    />
  )
}
