import { type Failure, fail, type Result } from '#lib/result.ts'

/** The rules speak of transactions; whoever made a call wants to know which of its fields to change. */
export function nameField<T>(
  result: Result<T, Failure>,
  fields: Readonly<Record<string, string>>,
): Result<T, Failure> {
  if (result.ok) return result
  const { code, message } = result.error
  const field = fields[code]
  return field === undefined ? result : fail(code, `${field}: ${message}`)
}
