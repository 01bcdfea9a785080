import { err, type Failure, fail, type Result } from '#lib/result.ts'
import { CALL_NAMES } from './call-names.ts'
import type { CallName, NodeApi } from './calls.ts'
import { failureFromError } from './dispatch.ts'
import { isolate } from './isolate.ts'
import { MAX_CALLS_IN_FLIGHT } from './limits.ts'
import type { EventResult } from './results.ts'

type AnyResult = Result<unknown, Failure>

/** Sends calls to the node. `call` may throw when `args` cannot be cloned. */
export interface ApiTransport {
  call(id: number, name: CallName, args: unknown): void
  /** The caller no longer waits for `id`; a late answer is ignored. */
  cancel(id: number): void
}

/**
 * The caller's half of the contract, without a transport: the same for a node in this thread and one behind a
 * port.
 */
export interface ApiClient {
  readonly api: NodeApi
  /** The answer to a call. */
  settle(id: number, result: AnyResult): void
  emit(event: EventResult): void
  /** Closes the client: waiting and later calls fail with `NODE_GONE`. */
  close(reason: string): void
}

/** Calls always resolve: to the node's answer, or to `BUSY`, `CANCELLED` or `NODE_GONE`. */
export function createApiClient(transport: ApiTransport): ApiClient {
  const waiting = new Map<number, (result: AnyResult) => void>()
  const listeners = new Set<(event: EventResult) => void>()
  let lastId = 0
  let gone: AnyResult | undefined

  const settle = (id: number, result: AnyResult) => {
    waiting.get(id)?.(result)
    waiting.delete(id)
  }

  function call(name: CallName, args: unknown, signal?: AbortSignal): Promise<AnyResult> {
    if (gone) return Promise.resolve(gone)
    if (signal?.aborted) return Promise.resolve(cancelled(name))
    if (waiting.size >= MAX_CALLS_IN_FLIGHT) return Promise.resolve(busy(name))

    const id = ++lastId
    return new Promise<AnyResult>(resolve => {
      const abort = () => {
        settle(id, cancelled(name))
        transport.cancel(id)
      }
      signal?.addEventListener('abort', abort, { once: true })
      waiting.set(id, result => {
        signal?.removeEventListener('abort', abort)
        resolve(result)
      })

      try {
        transport.call(id, name, args)
      } catch (error) {
        settle(
          id,
          fail(
            'ARGUMENTS_BAD',
            `${name}: its arguments must be plain data; ${failureFromError(error).message}`,
          ),
        )
      }
    })
  }

  const calls = Object.fromEntries(
    CALL_NAMES.map(name => [name, (args: unknown, signal?: AbortSignal) => call(name, args, signal)]),
  )
  const on = (listener: (event: EventResult) => void) => {
    // A wrapper, so that a listener which is added twice is called twice, and each unsubscribe removes one.
    const entry = (event: EventResult) => listener(event)
    listeners.add(entry)
    return () => void listeners.delete(entry)
  }

  return {
    // Built from CALL_NAMES, which is complete or does not compile.
    api: Object.assign(calls, { on }) as unknown as NodeApi,
    settle,
    emit(event) {
      for (const listener of [...listeners]) isolate(() => listener(event))
    },
    close(reason) {
      gone ??= err({ code: 'NODE_GONE', message: `the node has stopped (${reason}); reload the page` })
      for (const id of [...waiting.keys()]) settle(id, gone)
    },
  }
}

const cancelled = (name: CallName): AnyResult => fail('CANCELLED', `${name}: cancelled by the caller`)

const busy = (name: CallName): AnyResult =>
  fail('BUSY', `${name}: ${MAX_CALLS_IN_FLIGHT} calls wait already; wait for answers before you ask again`)
