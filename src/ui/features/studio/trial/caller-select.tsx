import { t } from '@lingui/core/macro'
import { NativeSelect } from '@mantine/core'
import type { Person } from './people.ts'

interface CallerSelectProps {
  readonly label: string
  readonly people: readonly Person[]
  readonly value: string
  onChange(address: string): void
}

/** A select of own addresses and of pretend people, who exist only in trials. */
export function CallerSelect({ label, people, value, onChange }: CallerSelectProps) {
  const options = (own: boolean) =>
    people.filter(({ isOwn }) => isOwn === own).map(({ name, address }) => ({ value: address, label: name }))
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
      data={[
        { group: t`Your addresses`, items: options(true) },
        { group: t`Pretend people`, items: options(false) },
      ]}
    />
  )
}
