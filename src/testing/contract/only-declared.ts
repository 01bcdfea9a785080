import { CALLS, type CallName } from '#api/calls.ts'
import { EVERY_CALL_ERRORS } from '#api/errors/every-call.ts'
import type { ApiHandlers } from '#api/handlers.ts'
import { RULES } from '#chain/rules.ts'
import { assert } from '#lib/assert.ts'
import type { Failure, Result } from '#lib/result.ts'
import { readCalls } from './read-calls.ts'

type AnyHandler = (args: unknown, signal: AbortSignal) => Promise<Result<unknown, Failure>>

/** Calls that fail with the code of whichever rule is broken. */
const BY_RULE: readonly string[] = ['chainVerify', 'chainImport', 'chainProof']

let written: ReturnType<typeof readCalls> | undefined

/**
 * The same handlers, which may fail only with the codes that their call has: a list that lacks one fails the
 * test that meets it.
 */
export function onlyDeclared(handlers: ApiHandlers): ApiHandlers {
  written ??= readCalls()
  const checked = Object.entries(CALLS).map(([name, { codes }]) => {
    const declared = new Set([
      ...codes,
      ...(written?.get(name)?.codes ?? []),
      ...Object.keys(EVERY_CALL_ERRORS),
      ...(BY_RULE.includes(name) ? RULES : []),
    ])
    const handler = handlers[name as CallName] as AnyHandler
    const call: AnyHandler = async (args, signal) => {
      const result = await handler(args, signal)
      if (!result.ok) {
        assert(declared.has(result.error.code), `${name} does not declare ${result.error.code}`)
      }
      return result
    }
    return [name, call]
  })
  // The same calls, each behind its check.
  return { ...handlers, ...(Object.fromEntries(checked) as Partial<ApiHandlers>) }
}
