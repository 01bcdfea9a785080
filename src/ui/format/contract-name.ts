import { t } from '@lingui/core/macro'

interface Named {
  readonly name: string
  readonly address: string
}

/** The name of its class, which is not unique, or words if it has none. */
export const contractTitle = (name: string): string => (name === '' ? t`Contract without a name` : name)

/** Whether a contract matches the typed part of a name or address. */
export function contractFits({ name, address }: Named, typed: string): boolean {
  const text = typed.trim().toLowerCase()
  return name.toLowerCase().includes(text) || address.startsWith(text)
}
