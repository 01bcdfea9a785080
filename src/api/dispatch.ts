import { BugError } from '#lib/assert.ts'
import { err, type Failure, fail, type Result } from '#lib/result.ts'
import type { CallName } from './calls.ts'
import type { ApiHandlers } from './handlers.ts'

type AnyHandler = (args: unknown, signal: AbortSignal) => Promise<Result<unknown, Failure>>

const isCall = (handlers: ApiHandlers, name: string): name is CallName =>
  name !== 'subscribe' && Object.hasOwn(handlers, name)

/** The form of stable codes, unlike the numeric `code` of a `DOMException`. */
const CODE = /^[A-Z][A-Z0-9_]*$/

/**
 * Runs one call by name. It never rejects: whatever a handler throws becomes a failed `Result`, because an
 * `Error` does not survive a port. `onBug` also receives failed assertions, which are the node's fault and
 * not the call's.
 */
export async function dispatch(
  handlers: ApiHandlers,
  name: string,
  args: unknown,
  signal: AbortSignal,
  onBug: (error: BugError) => void = () => {},
): Promise<Result<unknown, Failure>> {
  if (!isCall(handlers, name))
    return fail('CALL_UNKNOWN', `call: there is none named "${name}"; reload the page`)
  try {
    const handler = handlers[name].bind(handlers) as AnyHandler
    return await handler(args, signal)
  } catch (error) {
    if (error instanceof BugError) onBug(error)
    return err(failureFromError(error))
  }
}

/** `BUG` for a failed assertion, the `code` of an environment fault, otherwise `INTERNAL`. */
export function failureFromError(error: unknown): Failure {
  if (error instanceof BugError) return { code: 'BUG', message: error.message }
  if (!(error instanceof Error)) return { code: 'INTERNAL', message: String(error) }

  const code =
    'code' in error && typeof error.code === 'string' && CODE.test(error.code) ? error.code : 'INTERNAL'
  return { code, message: error.message || error.name }
}
