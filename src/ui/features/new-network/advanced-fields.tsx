import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { PRESETS } from '#chain/genesis/presets.ts'
import type { FoundingDraft, FoundingErrors } from './founding-draft.ts'
import type { FoundingField } from './founding-field.ts'
import { foundingGroups } from './founding-fields.ts'
import classes from './new-network.module.css'

interface AdvancedFieldsProps {
  readonly draft: FoundingDraft
  readonly errors: FoundingErrors
  onChange(change: Partial<FoundingDraft>): void
}

/** Fields for every parameter that the preset sets. */
export function AdvancedFields({ draft, errors, onChange }: AdvancedFieldsProps) {
  const preset = PRESETS[draft.preset]
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        <Trans>An empty field keeps the value of the preset, or follows what you change.</Trans>
      </Text>
      <Switch
        size="md"
        label={t`Blocks also without transactions`}
        checked={draft.emptyBlocks ?? preset.consensus.emptyBlocks}
        onChange={event => onChange({ emptyBlocks: event.currentTarget.checked })}
      />
      {foundingGroups(preset.consensus.type).map(({ title, fields }) => (
        <fieldset key={title} className={classes.group}>
          <legend>{title}</legend>
          <div className={classes.fields}>
            {fields.map(field => (
              <Field
                key={field.name}
                field={field}
                draft={draft}
                error={errors[field.name]}
                onChange={text => onChange({ texts: { ...draft.texts, [field.name]: text } })}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </Stack>
  )
}

interface FieldProps {
  readonly field: FoundingField
  readonly draft: FoundingDraft
  readonly error: string | undefined
  onChange(text: string): void
}

/** An invite holds 256 balances; each line is shorter than this. */
const LINES_CHARACTERS = 256 * 100

function Field({ field, draft, error, onChange }: FieldProps) {
  const { name, label, unit, note, lines } = field
  const common = {
    label,
    description: note,
    placeholder: field.placeholder(PRESETS[draft.preset]),
    value: draft.texts[name] ?? '',
    error,
    autoComplete: 'off',
    spellCheck: false,
  }
  if (lines)
    return (
      <Textarea
        {...common}
        className={classes.wide}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        rows={2}
        maxLength={LINES_CHARACTERS}
        onChange={event => onChange(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
    )
  const unitText = unit === 'coins' ? draft.symbol || t`coins` : unit
  return (
    <TextInput
      {...common}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      inputMode="decimal"
      maxLength={40}
      onChange={event => onChange(event.currentTarget.value)}
      rightSection={
        unitText && (
          <Text size="sm" c="dimmed">
            {unitText}
          </Text>
        )
      }
      rightSectionWidth={unitText ? 22 + 8 * unitText.length : 12}
    />
  )
}
