import type { Failure, Result } from '#lib/result.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import type { NodeApi } from './calls.ts'
import { dispatch, failureFromError } from './dispatch.ts'
import type { ApiHandlers } from './handlers.ts'
import { isolate } from './isolate.ts'

/**
 * The node's calls in the node's own thread. Arguments, results and events are copied, as by a port, so that
 * callers never hold references into the node.
 */
export function createLocalApi(handlers: ApiHandlers): NodeApi {
  const running = new Map<number, AbortController>()

  const client: ApiClient = createApiClient({
    call(id, name, args) {
      const copy: unknown = structuredClone(args)
      const controller = new AbortController()
      running.set(id, controller)
      void dispatch(handlers, name, copy, controller.signal).then(result => {
        running.delete(id)
        client.settle(id, cloneable(result))
      })
    },
    cancel: id => running.get(id)?.abort(),
  })
  handlers.subscribe(event => isolate(() => client.emit(structuredClone(event))))
  return client.api
}

/** A copy, or a failure if the result cannot be copied. */
function cloneable(result: Result<unknown, Failure>): Result<unknown, Failure> {
  try {
    return structuredClone(result)
  } catch (error) {
    return {
      ok: false,
      error: { code: 'BUG', message: `a result is not plain data: ${failureFromError(error).message}` },
    }
  }
}
