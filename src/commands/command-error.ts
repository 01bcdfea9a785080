import type { Failure, Result } from '#lib/result.ts'

/** Why a command was not done: a stable `code`, and a message that names the argument and says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError'

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** The value of a call, or its failure as what a command rejects with. */
export function taken<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value
  throw new CommandError(result.error.code, result.error.message)
}
