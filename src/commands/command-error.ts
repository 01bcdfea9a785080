import type { Failure, Result } from '#lib/result.ts'

/** The error of a command: a stable `code`, and a message with the argument and the remedy. */
export class CommandError extends Error {
  override readonly name = 'CommandError'

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Returns the value of a call, or throws its failure as a `CommandError`. */
export function taken<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value
  throw new CommandError(result.error.code, result.error.message)
}
