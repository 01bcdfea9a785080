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
  const label = parameter.isRest ? `${parameter.name} (a list)` : parameter.name

  return (
    <div>
      <TextInput
        label={label}
        value={draft.text}
        onChange={event => onChange({ ...draft, text: event.currentTarget.value })}
        error={error}
        rightSection={draft.text === '' && takesAddress(parameter.name) && <OwnAddresses onChoose={insert} />}
        rightSectionWidth={46}
        placeholder={parameter.fallback}
        aria-describedby={readingId}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        classNames={{ label: classes.label }}
      />
      <div className={classes.reading} id={readingId}>
        <ReadingChoice
          name={parameter.name}
          draft={draft}
          reading={reading}
          fallback={parameter.fallback}
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
  if (readings.length === 1)
    return (
      <Text size="sm" c="dimmed">
        Read as {words(reading)}
      </Text>
    )
  return (
    <>
      <Text size="sm" c="dimmed" aria-hidden="true">
        Read as
      </Text>
      <NativeSelect
        aria-label={`Read ${name} as`}
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
