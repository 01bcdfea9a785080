import type { Failure, Result } from '#lib/result.ts'
import { CALLS, type CallArgs, type CallName, type CallResult, type ReadArgs } from './calls.ts'
import type { Names } from './readers/field.ts'
import type { EventResult } from './results.ts'

interface Subscription {
  /** The event log, live: calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: EventResult) => void): () => void
}

/** A handler for every call, with the arguments as the caller sent them. */
export type ApiHandlers = {
  readonly [Name in CallName]: (
    args: CallArgs<Name>,
    signal: AbortSignal,
  ) => Promise<Result<CallResult<Name>, Failure>>
} & Subscription

/**
 * The node's implementation of every call, with validated arguments. A handler returns a failed `Result` for
 * errors of the caller and throws for errors of the environment; `signal` aborts when the caller no longer
 * waits.
 */
export type CallHandlers = {
  readonly [Name in CallName]: (
    args: ReadArgs<Name>,
    signal: AbortSignal,
  ) => Promise<Result<CallResult<Name>, Failure>>
}

type AnyHandler = (args: unknown, signal: AbortSignal) => Promise<Result<unknown, Failure>>

/** Reads and validates the arguments of each call for its handler. */
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
  // Each call of CALLS has a handler for the arguments that the call reads.
  return { ...Object.fromEntries(calls), subscribe } as unknown as ApiHandlers
}

/** Handlers of the laboratory's calls, where there is one (`lab/`). */
export type LabHandlers = Pick<
  CallHandlers,
  'labAttacks' | 'labAttack' | 'labTrafficStart' | 'labTrafficStop' | 'labStatus'
>
