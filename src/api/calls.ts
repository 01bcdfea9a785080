import type { Failure, Result } from '#lib/result.ts'
import type { Call } from './call.ts'
import { CHAIN_CALLS } from './calls/chain.ts'
import { CONTRACT_CALLS } from './calls/contracts.ts'
import { FILE_CALLS } from './calls/files.ts'
import { LAB_CALLS } from './calls/lab.ts'
import { LINK_CALLS } from './calls/links.ts'
import { NETWORK_CALLS } from './calls/networks.ts'
import { NODE_CALLS } from './calls/node.ts'
import { PAYMENT_CALLS } from './calls/payments.ts'
import { WALLET_CALLS } from './calls/wallet.ts'
import type { ErrorCode } from './errors/error-codes.ts'
import type { EventResult } from './results.ts'

/**
 * All calls to the node, from buttons and scripts; arguments and results are structured-cloneable. A call
 * resolves to a `Result` and never rejects; if the worker dies, it resolves to `NODE_GONE`. Amounts are base
 * units. Only the node imports this value: a page needs the types, and the names in `call-names.ts`.
 */
export const CALLS = {
  ...NODE_CALLS,
  ...WALLET_CALLS,
  ...PAYMENT_CALLS,
  ...CHAIN_CALLS,
  ...CONTRACT_CALLS,
  ...FILE_CALLS,
  ...NETWORK_CALLS,
  ...LINK_CALLS,
  ...LAB_CALLS,
}

type Calls = typeof CALLS
type TypesOf<Name extends CallName> =
  Calls[Name] extends Call<infer Args, infer Read, infer Gives, infer Code>
    ? { args: Args; read: Read; gives: Gives; code: Code }
    : never

export type CallName = keyof Calls
/** The arguments as a caller passes them. */
export type CallArgs<Name extends CallName> = TypesOf<Name>['args']
/** The arguments as a handler receives them. */
export type ReadArgs<Name extends CallName> = TypesOf<Name>['read']
export type CallResult<Name extends CallName> = TypesOf<Name>['gives']

/** `code` is stable and UPPER_SNAKE; `message` names the field and the remedy. */
export type ApiFailure = Failure<ErrorCode>

/**
 * The node as the page sees it. Implementations: in-thread (`api/local-api.ts`) and across a port
 * (`api/port-client.ts`).
 */
export type NodeApi = {
  /** `signal` cancels the call and lets the node stop the work; the call then resolves to `CANCELLED`. */
  readonly [Name in CallName]: (
    args: CallArgs<Name>,
    signal?: AbortSignal,
  ) => Promise<Result<CallResult<Name>, ApiFailure>>
} & {
  /** Subscribes to the event log. Returns a function that unsubscribes. */
  on(listener: (event: EventResult) => void): () => void
}
