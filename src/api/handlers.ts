import type { Result } from '#lib/result.ts'
import type { ApiFailure, CallArgs, CallName, CallResult } from './calls.ts'
import type { EventResult } from './results.ts'

/**
 * What the node implements. A handler returns a failed `Result` for what the caller did wrong and throws for what the environment did;
 * `signal` aborts when the caller no longer waits, and a handler that is done at once ignores it.
 */
export type ApiHandlers = {
  readonly [Name in CallName]: (
    args: CallArgs<Name>,
    signal: AbortSignal,
  ) => Promise<Result<CallResult<Name>, ApiFailure>>
} & {
  /** The event log, live: calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: EventResult) => void): () => void
}

/** What the laboratory answers where there is one (`lab/`). */
export type LabHandlers = Pick<
  ApiHandlers,
  'labAttacks' | 'labAttack' | 'labTrafficStart' | 'labTrafficStop' | 'labStatus'
>
