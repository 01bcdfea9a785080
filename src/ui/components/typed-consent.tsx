import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'

interface TypedConsentProps {
  /** The words to type. */
  readonly words: string
  readonly value: string
  onChange(value: string): void
}

/** Asks the user to type some words before an irreversible action; `format/is-consent.ts` compares them. */
export function TypedConsent({ words, value, onChange }: TypedConsentProps) {
  return (
    <TextInput
      label={t`Type “${words}” to confirm`}
      value={value}
      maxLength={40}
      onChange={event => onChange(event.currentTarget.value)}
      autoComplete="off"
      autoCapitalize="none"
    />
  )
}
