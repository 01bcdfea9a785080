import type { Failure, Result } from '#lib/result.ts'
import { CALLS, type CallArgs, type CallName, type CallResult, type ReadArgs } from './calls.ts'
import type { Names } from './readers/field.ts'
import type { EventResult } from './results.ts'

interface Subscription {
  /** The event log, live: calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: EventResult) => void): () => void
}

/** What the node serves: every call, with its arguments as they crossed. */
export type ApiHandlers = {
  readonly [Name in CallName]: (
    args: CallArgs<Name>,
    signal: AbortSignal,
  ) => Promise<Result<CallResult<Name>, Failure>>
} & Subscription

/**
 * What the node implements: every call, with its arguments read. A handler returns a failed `Result` for what
 * the caller did wrong and throws for what the environment did; `signal` aborts when the caller no longer
 * waits, and a handler that is done at once ignores it.
 */
export type CallHandlers = {
  readonly [Name in CallName]: (
    args: ReadArgs<Name>,
    signal: AbortSignal,
  ) => Promise<Result<CallResult<Name>, Failure>>
}

type AnyHandler = (args: unknown, signal: AbortSignal) => Promise<Result<unknown, Failure>>

/** Reads the arguments of each call before its handler gets them. */
export function reading(
  handlers: CallHandlers,
  names: Names,
  subscribe: Subscription['subscribe'],
): ApiHandlers {
  const calls = Object.entries(CALLS).map(([name, call]) => {
    const handler = handlers[name as CallName] as AnyHandler
    const readFirst: AnyHandler = async (args, signal) => {
      const read = call.read(args, names)
      return read.ok ? handler(read.value, signal) : read
    }
    return [name, readFirst] as const
  })
  // Each call of CALLS has its handler, which takes what the call reads.
  return { ...Object.fromEntries(calls), subscribe } as unknown as ApiHandlers
}

/** What the laboratory answers where there is one (`lab/`). */
export type LabHandlers = Pick<
  CallHandlers,
  'labAttacks' | 'labAttack' | 'labTrafficStart' | 'labTrafficStop' | 'labStatus'
>
