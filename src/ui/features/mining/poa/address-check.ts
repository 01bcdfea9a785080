import { parseSafeAddress } from '#chain/recipient.ts'
import { fieldMessage } from '../../../format/field-message.ts'

/** What stands against a typed address; `undefined` is nothing, an empty field included. */
export function addressProblem(typed: string, authorities: readonly string[]): string | undefined {
  if (typed.trim() === '') return undefined
  const parsed = parseSafeAddress(typed)
  if (!parsed.ok) return fieldMessage(parsed.error.message)
  return authorities.includes(addressText(typed)) ? 'This address is an authority already' : undefined
}

/** As the chain writes it. */
export const addressText = (typed: string): string => typed.trim().toLowerCase()
