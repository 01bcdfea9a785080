import { t } from '@lingui/core/macro'
import { parseSafeAddress } from '#chain/recipient.ts'
import { fieldMessage } from '../../format/field-message.ts'

/** The error of a typed address; undefined if it is valid or empty. */
export function addressProblem(typed: string, authorities: readonly string[]): string | undefined {
  if (typed.trim() === '') return undefined
  const parsed = parseSafeAddress(typed)
  if (!parsed.ok) return fieldMessage(parsed.error.message)
  return authorities.includes(addressText(typed)) ? t`This address is an authority already` : undefined
}

/** The address in the chain's form. */
export const addressText = (typed: string): string => typed.trim().toLowerCase()
