/**
 * The outcome of an operation that input of a peer or a user can make fail. A broken rule is a returned
 * value, never an exception; environment faults are thrown, and our own bugs are assertions.
 */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** The error of a failed Result: a stable code, and a message that says what is wrong and what to do. */
export interface Failure<Code extends string = string> {
  readonly code: Code
  readonly message: string
}

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error })

/** `fail('FIELD_BAD', 'what is wrong; what to do')`, the usual way to return a {@link Failure}. */
export const fail = <Code extends string>(code: Code, message: string) =>
  err<Failure<Code>>({ code, message })

/**
 * Runs the checks in order up to the first that fails, and returns that failure: a list of rules reads as
 * their sequence.
 */
export function checkAll<E>(...checks: readonly (() => Result<void, E>)[]): Result<void, E> {
  for (const check of checks) {
    const result = check()
    if (!result.ok) return result
  }
  return ok(undefined)
}
