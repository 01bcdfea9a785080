import { CALLS, type CallName } from '#api/calls.ts'
import { failureFromError } from '#api/dispatch.ts'
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
 * The same handlers, which may return or throw only errors whose codes their call declares: a list that lacks
 * one fails the test that meets it.
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
    const check = ({ code }: Failure) => assert(declared.has(code), `${name} does not declare ${code}`)
    const call: AnyHandler = async (args, signal) => {
      const result = await handler(args, signal).catch(error => {
        check(failureFromError(error))
        throw error
      })
      if (!result.ok) check(result.error)
      return result
    }
    return [name, call]
  })
  // The same calls, each behind its check.
  return { ...handlers, ...(Object.fromEntries(checked) as Partial<ApiHandlers>) }
}
