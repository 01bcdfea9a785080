/** Our own bug, never caused by valid or invalid input: it stops the worker and is shown. */
export class BugError extends Error {
  override readonly name = 'BugError'
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BugError(message)
}

/** Ends a `switch` over a union: a member that is not handled does not compile. */
export function unreachable(value: never): never {
  throw new BugError(`unreachable: ${String(value)}`)
}

/** The value, which exists by construction. */
export function known<T>(value: T | undefined | null, what: string): T {
  assert(value !== undefined && value !== null, `missing ${what}`)
  return value
}
