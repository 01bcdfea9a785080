import { t } from '@lingui/core/macro'
import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useId } from 'react'
import { type ArgumentDraft, readingOf } from './argument-draft.ts'
import classes from './argument-field.module.css'
import { type Reading, readingHint, readingsOf, readingWords } from './argument-text.ts'
import { OwnAddresses } from './own-addresses.tsx'
import { type ParameterView, takesAddress } from './parameter.ts'

interface ArgumentFieldProps {
  readonly parameter: ParameterView
  readonly draft: ArgumentDraft
  readonly error: string | undefined
  onChange(draft: ArgumentDraft): void
}

/** A field for one argument as text, with its reading below; if there are several, the user can choose. */
export function ArgumentField({ parameter, draft, error, onChange }: ArgumentFieldProps) {
  const readingId = useId()
  const reading = readingOf(draft)
  const hint = readingHint(reading, draft.text)
  const insert = (text: string) => onChange({ text, chosen: undefined })
  const { name, isRest, fallback } = parameter

  return (
    <div>
      <TextInput
        label={isRest ? t`${name} (a list)` : name}
        value={draft.text}
        onChange={event => onChange({ ...draft, text: event.currentTarget.value })}
        error={error}
        rightSection={draft.text === '' && takesAddress(name) && <OwnAddresses onChoose={insert} />}
        rightSectionWidth={46}
        placeholder={fallback}
        aria-describedby={readingId}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        classNames={{ label: classes.label }}
      />
      <div className={classes.reading} id={readingId}>
        <ReadingChoice
          name={name}
          draft={draft}
          reading={reading}
          fallback={fallback}
          onChange={chosen => onChange({ ...draft, chosen })}
        />
        {hint && (
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        )}
      </div>
    </div>
  )
}

interface ReadingChoiceProps {
  readonly name: string
  readonly draft: ArgumentDraft
  readonly reading: Reading
  readonly fallback: string | undefined
  onChange(reading: Reading): void
}

function ReadingChoice({ name, draft, reading, fallback, onChange }: ReadingChoiceProps) {
  const readings = readingsOf(draft.text)
  const words = (each: Reading) => readingWords(each, draft.text, fallback)
  if (readings.length === 1) {
    const only = words(reading)
    return (
      <Text size="sm" c="dimmed">
        {t`Read as ${only}`}
      </Text>
    )
  }
  return (
    <>
      <Text size="sm" c="dimmed" aria-hidden="true">
        {t`Read as`}
      </Text>
      <NativeSelect
        aria-label={t`Read ${name} as`}
        size="xs"
        variant="unstyled"
        className={classes.choice ?? ''}
        value={reading}
        onChange={event => onChange(event.currentTarget.value as Reading)}
        data={readings.map(each => ({ value: each, label: words(each) }))}
      />
    </>
  )
}
