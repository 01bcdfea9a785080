import { type Failure, fail, type Result } from '#lib/result.ts'

/** Puts the call's field before the message of a broken rule, which speaks of the transaction. */
export function nameField<T>(
  result: Result<T, Failure>,
  fields: Readonly<Record<string, string>>,
): Result<T, Failure> {
  if (result.ok) return result
  const { code, message } = result.error
  const field = fields[code]
  return field === undefined ? result : fail(code, `${field}: ${message}`)
}
